/** The registry cannot start. The message is one sentence for whoever starts it: what is wrong and what to do; no secret. */
export class StartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartError';
  }
}

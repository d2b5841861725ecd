/** Scheme, host and port: to whom a request goes. Unlike `URL.origin` it tells apart schemes that are not of the web. */
export function originOf({ protocol, host }: URL): string {
  return `${protocol}//${host}`.toLowerCase();
}

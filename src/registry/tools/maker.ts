/** Who makes a change: an agent, and the agents that act for it. A principal is one. */
export interface Maker {
  readonly agentId: string;
  readonly actors?: readonly string[] | undefined;
}

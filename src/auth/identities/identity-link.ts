/** A subject as another issuer names it. */
export interface IdentityLink {
  readonly issuer: string;
  readonly subject: string;
}

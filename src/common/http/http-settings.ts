/** The settings that HTTP needs of the environment. */
export interface HttpSettings {
  readonly PUBLIC_URL?: string;
  readonly TRUSTED_PROXIES: readonly string[];
  readonly CORS_ORIGINS: readonly string[];
  readonly BODY_LIMIT_BYTES: number;
}

/** Vault did not do what it was asked. The name alone tells why; nothing of its answer is repeated. */
export class VaultError extends Error {
  constructor(override readonly name: 'VaultForbidden' | 'VaultUnavailable' | 'VaultNotFound' | 'VaultMalformed') {
    super('Vault did not do what it was asked');
  }

  static of(status: number): VaultError {
    if (status === 403) return new VaultError('VaultForbidden');
    return new VaultError(status === 404 ? 'VaultNotFound' : 'VaultUnavailable');
  }
}

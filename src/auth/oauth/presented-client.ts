import type { PresentedClient } from '../clients/client-authenticator.js';
import { basicCredentials, isBasic } from './basic-credentials.js';
import type { ClientForm } from './dto/client.form.js';
import { InvalidClientError, InvalidRequestError } from './oauth.errors.js';

const ONE_METHOD = 'Prove the client in one way only: by HTTP Basic, client_secret or client_assertion.';

/**
 * What a client shows to prove itself.
 *
 * @throws InvalidRequestError when it shows several proofs at once (RFC 6749 §2.3), InvalidClientError when it shows none.
 */
export function presentedClient(form: ClientForm, authorization: string | undefined): PresentedClient {
  const { client_secret: secret, client_assertion: assertion } = form;
  const ways = [authorization, secret, assertion].filter((it) => it !== undefined);
  if (ways.length > 1) throw new InvalidRequestError(ONE_METHOD);
  if (authorization !== undefined) return byHeader(authorization, form);
  if (assertion !== undefined) return byAssertion(assertion, form);
  return bySecret(secret, form);
}

function byHeader(authorization: string, { client_id: clientId }: ClientForm): PresentedClient {
  const credentials = isBasic(authorization) ? basicCredentials(authorization) : undefined;
  if (!credentials) throw new InvalidClientError('Basic');
  if (clientId !== undefined && clientId !== credentials.clientId) throw new InvalidRequestError(ONE_METHOD);
  return credentials;
}

function bySecret(secret: string | undefined, { client_id: clientId }: ClientForm): PresentedClient {
  if (clientId === undefined || secret === undefined) throw new InvalidClientError();
  return { clientId, secret };
}

function byAssertion(assertion: string, form: ClientForm): PresentedClient {
  const { client_assertion_type: assertionType, client_id: clientId } = form;
  if (assertionType === undefined) throw new InvalidRequestError('client_assertion_type is missing.');
  return { assertion, assertionType, clientId };
}

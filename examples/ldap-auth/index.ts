import { type DynamicModule, Injectable, Module } from '@nestjs/common';
import { AUTH_METHOD, type AuthMethod, type Identity } from 'genai-tool-registry';
import { Directory, escapeFilter } from './directory.js';
import { LdapCredentials, LdapSettings } from './ldap.settings.js';

/** Proves people by the password they have in a directory: search by login name, then bind as what was found. */
@Injectable()
export class LdapAuthMethod implements AuthMethod<LdapSettings, LdapCredentials> {
  readonly kind = 'ldap';
  readonly description = 'Name and password, checked by an LDAP directory.';
  readonly settingsDto = LdapSettings;
  readonly credentialsDto = LdapCredentials;

  constructor(private readonly directory: Directory) {}

  guessedName({ username }: LdapCredentials): string {
    return username;
  }

  async authenticate(settings: LdapSettings, { username, password }: LdapCredentials): Promise<Identity | undefined> {
    const { issuer, baseDn, loginAttribute } = settings;
    const people = await this.directory.search(baseDn, `(${loginAttribute}=${escapeFilter(username)})`);
    const person = people.length === 1 ? people[0] : undefined;
    // Somebody unknown is bound too, so that the answer takes as long.
    const isGenuine = await this.directory.bind(person?.dn ?? `cn=nobody,${baseDn}`, password);
    return person && isGenuine ? { issuer, subject: person.dn, claims: person.attributes } : undefined;
  }
}

@Module({})
export class LdapAuthModule {
  static forDirectory(directory: Directory): DynamicModule {
    return {
      module: LdapAuthModule,
      providers: [{ provide: Directory, useValue: directory }, AUTH_METHOD.provide(LdapAuthMethod)],
    };
  }
}

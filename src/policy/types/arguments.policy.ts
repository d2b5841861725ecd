import { Injectable } from '@nestjs/common';
import type { ErrorObject } from 'ajv';
import type { AccessRequest, PolicyType, Verdict } from '../policy-type.js';
import { argumentsSchema } from './arguments-schema.js';
import { ArgumentsSettings } from './arguments.settings.js';

/**
 * What a tool is called with. Only an invocation has arguments: to everything else, lists among it, this is `no_match`, so
 * that a requirement belongs to a target with the action `invoke` alone. A vend is indeterminate, since whoever holds a
 * credential calls with arguments that the registry never sees.
 */
@Injectable()
export class ArgumentsPolicy implements PolicyType<ArgumentsSettings> {
  readonly kind = 'arguments';
  readonly description = 'Matches invocations whose arguments meet a JSON Schema.';
  readonly settingsDto = ArgumentsSettings;
  readonly dependsOn = 'call';
  readonly defaultEffect = 'require';

  evaluate({ schema }: ArgumentsSettings, { action, arguments: args }: AccessRequest): Verdict {
    if (action === 'vend')
      return verdict('indeterminate', 'ARGUMENTS_UNSEEN', 'What a credential is used for is not seen here.');
    if (action !== 'invoke' || args === undefined)
      return verdict('no_match', 'NO_ARGUMENTS', 'The request has no arguments.');
    const fits = argumentsSchema(schema);
    return fits(args)
      ? verdict('match', 'ARGUMENTS_FIT', 'The arguments meet the schema.')
      : verdict('no_match', 'ARGUMENTS_DIFFER', detailOf(fits.errors?.[0]));
  }
}

/** Names the place and the rule, never the value: traces are kept, and arguments may be secret. */
function detailOf(error: ErrorObject | undefined): string {
  const place = `/arguments${error?.instancePath ?? ''}`.slice(0, 200);
  return `${place} ${error?.message ?? 'does not meet the schema'}.`;
}

function verdict(outcome: Verdict['outcome'], code: string, detail: string): Verdict {
  return { outcome, reasons: [{ code, detail }] };
}

import { ApiProperty } from '@nestjs/swagger';
import fc from 'fast-check';
import { settingsSchema } from '../../common/extensions/settings-schema.js';
import { MASK, maskSecrets, revealSecrets, unmask } from './masked-settings.js';
import { SettingsShape } from './settings-shape.js';

class Login {
  @ApiProperty()
  user!: string;

  @ApiProperty({ writeOnly: true })
  password!: string;
}

class Replica {
  @ApiProperty()
  host!: string;

  @ApiProperty({ type: Login, description: 'Makes Swagger wrap the reference.' })
  login!: Login;
}

class Directory {
  @ApiProperty()
  url!: string;

  @ApiProperty({ writeOnly: true })
  pin!: string;

  @ApiProperty({ type: Login })
  login!: Login;

  @ApiProperty({ type: [Replica] })
  replicas!: Replica[];

  @ApiProperty({ type: Login, writeOnly: true })
  spare!: Login;

  @ApiProperty({ type: () => Directory })
  fallback!: Directory;
}

const shape = SettingsShape.of(settingsSchema(Directory));
const replica = (host: string, password: string) => ({ host, login: { user: 'r', password } });
const SETTINGS = {
  url: 'ldaps://one',
  pin: 'p1',
  login: { user: 'u', password: 'p2' },
  replicas: [replica('a', 'p3'), replica('b', 'p4')],
  spare: { user: 's', password: 'p5' },
  fallback: { url: 'ldaps://two', pin: 'p6', fallback: { pin: 'p7' } },
};

describe('settings with secrets', () => {
  const masked = maskSecrets(SETTINGS, shape);

  it('show none of them, however deep they are', () => {
    expect(masked.shown).toEqual({
      url: 'ldaps://one',
      pin: MASK,
      login: { user: 'u', password: MASK },
      replicas: [replica('a', MASK), replica('b', MASK)],
      spare: MASK,
      fallback: { url: 'ldaps://two', pin: MASK, fallback: { pin: MASK } },
    });
    expect(Object.keys(masked.secrets)).toHaveLength(7);
  });

  it('are whole again with them', () => {
    expect(revealSecrets(masked)).toEqual(SETTINGS);
  });

  it('keep them when they come back as they were shown', () => {
    expect(unmask(masked.shown, masked)).toEqual(SETTINGS);
  });

  it('take new ones', () => {
    const changed = { ...(masked.shown as object), pin: 'new', login: { user: 'v', password: MASK } };
    expect(unmask(changed, masked)).toEqual({ ...SETTINGS, pin: 'new', login: { user: 'v', password: 'p2' } });
  });

  it('know the elements of lists again wherever they stand, and hand no secret to another', () => {
    const replicas = [replica('b', MASK), replica('c', MASK), replica('a', MASK)];
    expect(unmask({ replicas }, masked)).toEqual({
      replicas: [replica('b', 'p4'), replica('c', MASK), replica('a', 'p3')],
    });
  });

  it('do not fill a mask where nothing was kept', () => {
    expect(unmask({ url: MASK, more: { pin: MASK } }, masked)).toEqual({ url: MASK, more: { pin: MASK } });
  });

  it('come back the same whatever they hold', () => {
    const settings = fc.dictionary(
      fc.constantFrom('url', 'pin', 'login', 'replicas', 'fallback', '__proto__', 'a/~b'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(settings, (it) => {
        expect(revealSecrets(maskSecrets(it, shape))).toEqual(it);
      }),
    );
  });
});

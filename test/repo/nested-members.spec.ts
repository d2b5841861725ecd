import '../../src/app.module.js';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, ValidationTypes } from 'class-validator';

type Dto = new () => object;

const members = [...getMetadataStorage()['validationMetadatas'].values()]
  .flat()
  .filter((it) => it.type === ValidationTypes.NESTED_VALIDATION)
  .map(({ target, propertyName, each }) => ({ dto: target as Dto, member: propertyName, each }));

describe('members that hold objects', () => {
  it('are all looked at', () => {
    expect(members.map(({ dto, member }) => `${dto.name}.${member}`)).toEqual(
      expect.arrayContaining(['CreateAgentRequest.identities', 'CreateOAuthClientRequest.jwks', 'HttpSettings.body']),
    );
  });

  it.each(members)(
    '$dto.name.$member takes no list, nor anything else, in place of an object',
    ({ dto, member, each }) => {
      for (const wrong of [[], [[]], [{}], 'text', 1, true]) {
        const body = plainToInstance(dto, { [member]: each ? [wrong] : wrong });
        const violation = validateSync(body).find((it) => it.property === member);
        expect([wrong, violation?.constraints]).toEqual([
          wrong,
          expect.objectContaining({ isObject: expect.anything() }),
        ]);
      }
    },
  );
});

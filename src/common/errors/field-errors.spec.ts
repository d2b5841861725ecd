import { IsString, MaxLength, MinLength, validate } from 'class-validator';
import { toFieldErrors } from './field-errors.js';

class Note {
  @MinLength(2)
  @MaxLength(5)
  @IsString()
  'a/b': unknown;
}

async function errorsOf(body: object) {
  const note = Object.assign(new Note(), body);
  return toFieldErrors(await validate(note, { whitelist: true, forbidNonWhitelisted: true }), '/notes/0');
}

describe('field errors', () => {
  it('tell once that a member is missing', async () => {
    expect(await errorsOf({})).toEqual([{ pointer: '/notes/0/a~1b', code: 'REQUIRED', detail: 'a/b is required' }]);
  });

  it('tell once that a member is unknown', async () => {
    const expected = [{ pointer: '/notes/0/c~0', code: 'UNKNOWN_MEMBER', detail: 'c~ is not known here' }];
    expect(await errorsOf({ 'a/b': 'abc', 'c~': 1 })).toEqual(expected);
  });

  it('tell every rule that a value breaks', async () => {
    const codes = (await errorsOf({ 'a/b': 7 })).map(({ code }) => code);
    expect(codes.sort()).toEqual(['IS_STRING', 'MAX_LENGTH', 'MIN_LENGTH']);
    expect(await errorsOf({ 'a/b': 'a' })).toMatchObject([{ pointer: '/notes/0/a~1b', code: 'MIN_LENGTH' }]);
  });
});

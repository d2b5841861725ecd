/** What the documentation of the API proposes to send. */
export const PUBLISH_EXAMPLES = {
  compatible: {
    summary: 'What breaks no caller, under the next number that fits',
    value: { scopes: ['forecast:read', 'forecast:write'] },
  },
  forced: {
    summary: 'What breaks callers, under a number of its own all the same',
    value: {
      version: '1.4.0',
      endpoint: 'https://weather.example.com/v2',
      force: true,
      reason: 'Nobody calls the old address any more.',
    },
  },
};

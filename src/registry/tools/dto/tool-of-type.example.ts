/** The body that registers a tool of a type, as the documentation of the API proposes it. */
export const toolOfType = (type: string, settings: object) => ({
  name: `tried_out_${type}`,
  description: 'The weather of the coming days at a place.',
  type,
  endpoint: 'https://weather.example.com/v1',
  settings,
});

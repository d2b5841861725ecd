/** What the documentation of the API proposes to send. */
export const UPDATE_EXAMPLES = {
  texts: {
    summary: 'Other texts',
    value: { title: 'Weather forecast', description: 'The weather of the coming days at a place.' },
  },
  definition: {
    summary: 'Another definition: a new version',
    value: { scopes: ['forecast:read'], annotations: { readOnly: true } },
  },
};

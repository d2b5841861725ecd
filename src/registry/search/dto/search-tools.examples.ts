/** What the documentation of the API proposes to send. */
export const SEARCH_EXAMPLES = {
  conversation: {
    summary: 'For the last words of a conversation',
    value: { messages: [{ role: 'user', content: 'Will it rain in Bern tomorrow?' }], limit: 5 },
  },
  plan: {
    summary: 'For each step of a plan',
    value: { plan: ['Find the weather of tomorrow', 'Send a mail to the team'], limit: 5 },
  },
};

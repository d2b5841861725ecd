const place = { type: 'http', endpoint: 'https://weather.example.com/v1' };

/** What the documentation of the API proposes to send. */
export const BULK_CREATE_EXAMPLES = {
  two: {
    summary: 'Two tools',
    value: {
      tools: [
        {
          name: 'weather_now',
          description: 'The weather at a place now.',
          ...place,
          settings: { method: 'GET', path: '/now' },
        },
        {
          name: 'weather_tides',
          description: 'When the tide comes in.',
          ...place,
          settings: { method: 'GET', path: '/tides' },
        },
      ],
    },
  },
};

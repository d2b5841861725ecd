/** Either of the two texts that stand for a credential. */
export const LOOKUP_EXAMPLES = {
  accessor: {
    summary: 'By accessor',
    value: { accessor: 'tra_3xampl3000000000000000000000000000000000000000000' },
  },
  token: { summary: 'By token', value: { token: 'trc_3xampl3000000000000000000000000000000000000000000' } },
};

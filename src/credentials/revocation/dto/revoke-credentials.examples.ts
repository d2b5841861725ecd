const TOOL = '019531ee-11aa-7c3d-8b55-2f0a4c1d9e77';
const AGENT = '019531ed-02bb-7f10-a3c4-9d8e7f6a5b4c';
const CREDENTIAL = '019531f0-7a52-7d2e-9c1b-5f2d8f5c7c11';
const reason = 'The job is done';

/** One of each way to name what ends. */
export const REVOKE_EXAMPLES = {
  id: { summary: 'One credential', value: { id: CREDENTIAL, reason } },
  accessor: {
    summary: 'The credential of an accessor',
    value: { accessor: 'tra_3xampl3000000000000000000000000000000000000000000', reason },
  },
  token: {
    summary: 'The credential of a token',
    value: { token: 'trc_3xampl3000000000000000000000000000000000000000000', reason },
  },
  tree: { summary: 'A whole tree of delegations', value: { tree: CREDENTIAL, reason } },
  prefix: { summary: 'All of an agent at a tool', value: { prefix: `tools/${TOOL}/agents/${AGENT}`, reason } },
  agentId: { summary: 'All of an agent', value: { agentId: AGENT, reason } },
  toolId: { summary: 'All for a tool', value: { toolId: TOOL, reason } },
  policyId: {
    summary: 'All that a policy permitted',
    value: { policyId: '019531ee-4d3c-7b2a-9f8e-7d6c5b4a3f2e', reason },
  },
};

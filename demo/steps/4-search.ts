import { expect, heading, say } from '../console.js';
import { QUESTIONS } from '../questions.js';
import type { Step } from '../story.js';

export const search: Step = async (story) => {
  heading(4, 'An agent searches in plain words');
  let found = 0;
  for (const [question, tool] of QUESTIONS) {
    const { body } = await story.agent.get(`/api/v1/tools/search?limit=3&q=${encodeURIComponent(question)}`);
    const names: string[] = body.data.map((it: { name: string }) => it.name);
    const rank = names.indexOf(tool) + 1;
    if (rank > 0) found += 1;
    say(`   ${rank > 0 ? rank : '–'}  ${question}  →  ${names.join(', ')}`);
  }
  expect(found >= 8, `the right tool is among the first three for ${found} of ${QUESTIONS.length}`);
};

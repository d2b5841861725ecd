import { expect, heading, say } from '../console.js';
import type { Step } from '../story.js';

export const login: Step = async (story) => {
  heading(1, 'The administrator logs in');
  const reply = await story.anonymous.post('/api/v1/auth/token', {
    method: 'password',
    credentials: { username: story.adminUsername, password: story.adminPassword },
  });
  expect(reply.status === 200, 'the password method yields an access token', reply.body.code);
  say(`   ${reply.body.tokenType} token for ${reply.body.expiresIn} s`);
  story.admin = story.anonymous.as(reply.body.accessToken);
  const me = await story.admin.get('/api/v1/auth/me');
  expect(me.status === 200 && me.body.roles.includes('admin'), 'it belongs to an administrator', me.body);
  story.metricsBefore = String((await story.anonymous.get('/metrics')).body);
};

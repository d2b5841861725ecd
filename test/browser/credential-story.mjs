import assert from 'node:assert/strict';

/** Fills an operation's form in, sends it, and reads the answer that the page shows. What is not given stays as prefilled. */
async function execute(page, operationId, { id, body } = {}) {
  const operation = page.locator(`#operations-Credentials-${operationId}`);
  const form = operation.locator('.btn.execute');
  if (!(await form.count())) await operation.locator('.opblock-summary').click();
  if (id) await operation.locator('tr[data-param-name="id"] input').fill(id);
  if (body) await operation.locator('textarea.body-param__text').fill(JSON.stringify(body));
  const answered = page.waitForResponse((it) => it.request().method() === 'POST');
  await form.click();
  const answer = await (await answered).json();
  const status = operation.locator('.live-responses-table .response .response-col_status').first();
  return { status: await status.innerText(), answer };
}

async function registerTool({ url }, token) {
  const reply = await fetch(`${url}/api/v1/tools`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ name: `stock-${Date.now()}`, description: 'Counts what is in stock.', type: 'http' },
      ...{ endpoint: 'https://stock.example.com', settings: { method: 'GET', path: '/items' } },
    }),
  });
  assert.equal(reply.status, 201, 'the tool is registered');
  return (await reply.json()).id;
}

/** A credential is vended as the page proposes it, validated, revoked by its token, and is good no more. */
export async function credentialStory(page, registry, accessToken) {
  const id = await registerTool(registry, accessToken);
  await page.click('.opblock-tag[data-tag="Credentials"]');
  const vended = await execute(page, 'vendCredential', { id });
  assert.match(vended.status, /^201/);
  const body = { token: vended.answer.token };
  assert.equal((await execute(page, 'validateCredential', { body })).answer.active, true);
  assert.deepEqual((await execute(page, 'revokeCredentials', { body })).answer, { revoked: 1 });
  assert.deepEqual((await execute(page, 'validateCredential', { body })).answer, { active: false });
}

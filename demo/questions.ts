/** What an agent might ask, and the tool that answers it. No question holds the operationId of its tool. */
export const QUESTIONS: readonly (readonly [question: string, tool: string])[] = [
  ['Which train stations are there near me?', 'trains_get-stations'],
  ['What train journeys run between two stations on a given date?', 'trains_get-trips'],
  ['I want to pay for my seat on the train with a credit card', 'trains_create-booking-payment'],
  ['Cancel my train reservation, I no longer want to travel', 'trains_delete-booking'],
  ['How many pets are in the inventory for each status?', 'petstore_getInventory'],
  ['Upload a picture of my pet', 'petstore_uploadFile'],
  ['Which IP addresses does the documentation platform call from?', 'readme_getOutboundIPs'],
  ['Which jobs is the company hiring for right now?', 'readme_getOpenRoles'],
  ['Merge the pull request of a colleague into the repository', 'repos_mergePullRequest'],
  ['How many pieces of an article are left on the shelf of the warehouse?', 'warehouse_readStock'],
];

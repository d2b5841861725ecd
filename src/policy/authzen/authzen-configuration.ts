import type { AuthzenConfiguration } from './dto/authzen-configuration.response.js';

/** What enforcement points read to configure themselves, at the registry of this URL. */
export function configurationOf(url: string): AuthzenConfiguration {
  return {
    policy_decision_point: url,
    access_evaluation_endpoint: `${url}/access/v1/evaluation`,
    access_evaluations_endpoint: `${url}/access/v1/evaluations`,
  };
}

import type { SearchSet, SetTool } from '../search/search-set.js';
import { pick, seeded } from '../../seeded.js';

const SEED = 11;
const TOOLS = 4_000;
const QUESTIONS = 400;

const list = (words: string) => words.split(/\s+/);

const VERBS = list(`create list update delete search count export import approve cancel schedule archive merge compare
  translate summarize convert validate upload download notify assign book renew track forecast measure publish refund split`);
const SUBJECTS = list(`invoice parcel customer flight warehouse contract sensor payment calendar meeting document image
  playlist recipe weather currency stock portfolio vehicle apartment patient prescription lecture student ticket survey
  repository branch container cluster database certificate password subscription newsletter campaign coupon supplier
  pallet truck route harbour vessel turbine reactor sample molecule protein telescope satellite orbit volcano glacier
  museum painting novel chapter melody concert stadium player tournament horse garden orchard vineyard bakery`);
const ASPECTS = list(`address amount author balance batch category colour comment country deadline department distance
  duration email format height history identifier language limit location message number owner period phone price priority
  quality quantity rating reason region score size speed status summary temperature total unit user version volume weight`);
const SYSTEMS = list(`accounting sales shipping research teaching travel health media sports energy farming banking
  insurance logistics security science music cooking housing government retail support engineering marketing`);

/** Tools and questions of words that stand here, for those who have no data. */
export function ownWords(): SearchSet {
  const random = seeded(SEED);
  return {
    name: 'own words',
    tools: Array.from({ length: TOOLS }, () => toolOf(random)),
    queries: Array.from({ length: QUESTIONS }, (_, index) => ({ id: `${index}`, query: ask(random), relevant: [] })),
  };
}

function toolOf(random: () => number): SetTool {
  const [verb, subject, system] = [pick(VERBS, random), pick(SUBJECTS, random), pick(SYSTEMS, random)];
  const aspects = Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(ASPECTS, random));
  const name = `${verb}_${subject}_${aspects[0]}`;
  return {
    id: name,
    name,
    description: `Lets an agent ${verb} the ${aspects.join(' and the ')} of a ${subject} in ${system}.`,
    category: system,
    parameters: Object.fromEntries(aspects.map((it) => [it, { description: `The ${it} of the ${subject}` }])),
  };
}

function ask(random: () => number): string {
  const [verb, subject, system] = [pick(VERBS, random), pick(SUBJECTS, random), pick(SYSTEMS, random)];
  return `I work in ${system}. Please ${verb} the ${pick(ASPECTS, random)} of this ${subject}, and tell me its ${pick(ASPECTS, random)}.`;
}

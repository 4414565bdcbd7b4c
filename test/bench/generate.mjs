// Policy files of any size for the bench: the same seed gives the same text. They are written as a careful team would
// write them: policies of a compartment, statements that do not repeat one another, two in three on a condition, few on
// a deep one. So the checks have little to say but for the faults put in on purpose, one in a hundred statements. They are
// more varied than real files: of 1,000 statements some 350 are built differently (of 2,000 public ones about 150).
import { AREAS, conditionsOf, PRINCIPALS, STAGES, TEAMS } from './subjects-and-grants.mjs';

/**
 * A file of `count` statements.
 * @param {number} count
 * @param {{ seed?: number, faultEvery?: number }} [options] `faultEvery`: one of so many statements has a fault
 * @returns {{ text: string, faults: number }}
 */
export function generateFile(count, { seed = 1, faultEvery = 100 } = {}) {
  const dice = createDice(seed);
  const lines = [];
  let faults = 0;
  let owed = 0;
  for (let number = 0; number < count;) {
    const size = Math.min(count - number, 8 + dice.below(36));
    const block =
      size >= 4 && dice.chance(0.06) ? crossTenancy(dice, number, size) : ofCompartment(dice, number, size);
    lines.push(...block.head, '{');
    for (const text of block.statements) {
      if (number % faultEvery === faultEvery >> 1) owed++;
      const isFaulty = owed > 0 && /^allow (?!any-user)/i.test(text);
      if (isFaulty) {
        owed--;
        faults++;
      }
      if (dice.chance(0.06)) lines.push('', `  // ${dice.pick(COMMENTS)} (change ${dice.below(9999)})`);
      lines.push(`  ${isFaulty ? spoil(dice, text) : text}`);
      number++;
    }
    lines.push('}', '');
  }
  return { text: `${lines.join('\n')}\n`, faults };
}

/**
 * Random numbers that are the same for the same seed (mulberry32).
 * @param {number} seed
 */
export function createDice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (limit) => Math.floor(next() * limit),
    chance: (share) => next() < share,
    pick: (list) => list[Math.floor(next() * list.length)],
    /** One of a list, each about three times as often as the one behind it. */
    sooner: (list) => list.find((_, index) => index === list.length - 1 || next() < 0.67),
    shuffled: (list) => {
      const all = [...list];
      for (let at = all.length - 1; at > 0; at--) {
        const other = Math.floor(next() * (at + 1));
        [all[at], all[other]] = [all[other], all[at]];
      }
      return all;
    },
    ocid: (type) => {
      const unique = Array.from({ length: 8 }, () => Math.floor(next() * 2 ** 31).toString(36)).join('');
      return `ocid1.${type}.oc1..aaaaaaaa${unique}`;
    },
  };
}

const COMMENTS = [
  'Asked for by the platform team; goes with the next review',
  'Needed by the nightly export',
  'Only until the migration is through',
  'Read-only for the auditors',
];
const DOMAINS = ['Corporate', 'Contractors', 'OracleIdentityCloudService'];

/** A policy of one compartment: its statements hold there or below it. */
function ofCompartment(dice, first, size) {
  const own = `${dice.pick(TEAMS)}-${first}`;
  const statements = Array.from({ length: size }, (_, index) => {
    const number = first + index;
    // Each subject gets one statement of an area at most, so that none repeats another.
    const area = AREAS[number % AREAS.length];
    const holder = Math.floor(number / AREAS.length);
    if (dice.chance(0.03))
      return `deny group ${groupName(dice, holder)} to ${area.denied} in ${location(dice, own)}`;
    if (dice.chance(0.06)) {
      const { type, condition } = dice.pick(PRINCIPALS);
      const who = `request.principal.type = '${type}'`;
      return `allow any-user to ${what(dice, area)} in ${location(dice, own)} where all {${who}, ${condition(dice)}}`;
    }
    const head = `${dice.pick(['allow', 'allow', 'Allow'])} ${subject(dice, holder)} to ${what(dice, area)} in ${location(dice, own)}`;
    // Short statements carry a condition more often, so that lengths stay around the mean.
    return dice.chance(head.length < 110 ? 0.85 : 0.5) ? `${head} where ${condition(dice, area)}` : head;
  });
  const head = [
    `policy ${own}-access in compartment ${own}`,
    `  description "What people and programs may do in ${own}"`,
  ];
  return { head, statements };
}

/** A policy of the root compartment: what other tenancies may do here, and groups of this one there. */
function crossTenancy(dice, first, size) {
  const partners = Array.from(
    { length: Math.max(1, Math.floor(size / 4)) },
    (_, index) => `partner-${first}-${index}`,
  );
  const defined = partners.flatMap((partner) => [
    `define tenancy ${partner} as ${dice.ocid('tenancy')}`,
    `define group ${partner}-admins as ${dice.ocid('group')}`,
  ]);
  const used = partners.flatMap((partner, index) => [
    `endorse group ${groupName(dice, first + index)} to ${what(dice, AREAS[index % AREAS.length])} in tenancy ${partner}`,
    `admit group ${partner}-admins of tenancy ${partner} to ${what(dice, AREAS[index % AREAS.length])} in compartment ${dice.pick(TEAMS)}-${first + index}`,
  ]);
  const head = [
    `policy across-${first} in tenancy`,
    `  description "What partners may do here, and we there"`,
  ];
  return { head, statements: [...defined, ...used] };
}

function what(dice, { types, verbs, sets }) {
  return dice.chance(0.15) ? dice.pick(sets) : `${dice.pick(verbs)} ${dice.pick(types)}`;
}

function subject(dice, holder) {
  if (dice.chance(0.22)) return `dynamic-group ${dice.pick(TEAMS)}-${dice.pick(STAGES)}-workers-${holder}`;
  if (dice.chance(0.08)) return `group id ${dice.ocid('group')}`;
  if (dice.chance(0.2)) return `group '${dice.pick(DOMAINS)}'/'${groupName(dice, holder)}'`;
  if (dice.chance(0.05)) return `group '${groupName(dice, holder).replaceAll('-', ' ')}'`;
  if (dice.chance(0.9)) return `group ${groupName(dice, holder)}`;
  return `group ${Array.from({ length: dice.sooner([2, 3, 4]) }, (_, index) => groupName(dice, `${holder}-${index}`)).join(', ')}`;
}

function groupName(dice, holder) {
  return `${dice.pick(TEAMS)}-${dice.pick(STAGES)}-administrators-${holder}`;
}

function location(dice, own) {
  if (dice.chance(0.18)) return `compartment id ${dice.ocid('compartment')}`;
  const below = [dice.pick(STAGES), `workloads-${dice.below(40)}`, `team-${dice.below(40)}`];
  return `compartment ${dice.chance(0.5) ? own : below.slice(0, dice.sooner([1, 2, 3])).join(':')}`;
}

/** Four in five conditions are one comparison; few are three levels deep. Each comparison stands once in a condition. */
function condition(dice, area) {
  const comparisons = conditionsOf(dice, area);
  const levels = dice.chance(0.8) ? 0 : dice.sooner([1, 2, 3]);
  return tree(dice, comparisons, levels, dice.pick(['all', 'all', 'any']));
}

/** A tree of so many levels, `any` and `all` in turns; of the parts of one level, the first goes deeper. */
function tree(dice, comparisons, levels, combinator) {
  if (levels === 0) return comparisons.pop();
  const first = tree(dice, comparisons, levels - 1, combinator === 'all' ? 'any' : 'all');
  const others = Array.from({ length: dice.sooner([1, 2, 3]) }, () => comparisons.pop());
  const parts = [first, ...others].filter(Boolean);
  return parts.length > 1 ? `${combinator} {${parts.join(', ')}}` : first;
}

/** One of the commonest faults of real files, in a statement that had none. */
function spoil(dice, text) {
  const [head] = text.split(' where ');
  return dice.pick([
    () => text.replace(' to ', ' too '),
    () => text.replace(' to ', ' '),
    () => text.replace(/ in (?=compartment)/, ' '),
    () => text.replace(/ (?:dynamic-)?group /, ' grup '),
    () => `${head}.`,
    () => `${head} where target.compartment.name = "logs"`,
    () => `${head} where any {request.region = 'phx', request.region = 'iad'`,
    () => head.replace(/ in compartment/, ' in compartement'),
  ])();
}

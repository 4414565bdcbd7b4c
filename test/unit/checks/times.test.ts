import { timeChecks } from '../../../server/src/checks/times.ts';
import { testChecks } from './table.ts';

const when = (condition: string) => `allow group Night to use instances in tenancy where ${condition}`;

testChecks(timeChecks, {
  'operator-not-for-variable': {
    faults: [
      { text: when("request.utc-timestamp ‹=› '2026-01-01Z'") },
      { text: when("target.compartment.name ‹before› 'm'") },
      {
        text: when("request.utc-timestamp.day-of-week ‹between› 'friday' and 'Sunday'"),
        fixed: when("request.utc-timestamp.day-of-week in ('friday', 'saturday', 'sunday')"),
      },
      {
        text: when("request.utc-timestamp.month-of-year ‹between› '11' and '2'"),
        fixed: when("request.utc-timestamp.month-of-year in ('11', '12', '1', '2')"),
      },
      {
        text: when("request.utc-timestamp.time-of-day ‹before› '06:00:00Z'"),
        fixed: when("request.utc-timestamp.time-of-day between '00:00:00Z' and '06:00:00Z'"),
      },
      {
        text: when("request.utc-timestamp.time-of-day ‹after› '18:00:00Z'"),
        fixed: when("request.utc-timestamp.time-of-day between '18:00:00Z' and '23:59:59Z'"),
      },
      {
        text: when("request.utc-timestamp ‹between› '2026-01-01Z' and '2026-02-01Z'"),
        fixed: when(
          "all { request.utc-timestamp after '2026-01-01Z', request.utc-timestamp before '2026-02-01Z' }",
        ),
      },
      {
        text: when(
          "all { request.region = 'iad', request.utc-timestamp ‹between› '2026-01-01Z' and '2026-02-01Z' }",
        ),
        fixed: when(
          "all { request.region = 'iad', request.utc-timestamp after '2026-01-01Z', request.utc-timestamp before '2026-02-01Z' }",
        ),
      },
      { text: when("request.utc-timestamp.time-of-day ‹not in› ('06:00:00Z')") },
      { text: when("request.utc-timestamp.day-of-week ‹between› 'dawn' and 'dusk'") },
    ],
    silent: [
      when("request.utc-timestamp before '2026-01-01Z'"),
      when("request.utc-timestamp.time-of-day between '17:00:00Z' and '01:00:00Z'"),
      when("request.utc-timestamp.day-of-week not in ('monday')"),
      when("target.unheard-of.name before 'm'"),
      when("<variable> before 'm'"),
    ],
  },
  'timestamp-format': {
    faults: [
      {
        text: when("request.utc-timestamp before ‹'2026-01-01'›"),
        fixed: when("request.utc-timestamp before '2026-01-01Z'"),
      },
      {
        text: when("request.utc-timestamp before ‹'2026/1/31 9:30'›"),
        fixed: when("request.utc-timestamp before '2026-01-31T09:30Z'"),
      },
      {
        text: when("request.utc-timestamp after ‹'31.12.2026'›"),
        fixed: when("request.utc-timestamp after '2026-12-31Z'"),
      },
      {
        text: when("request.utc-timestamp after ‹'12/31/2026'›"),
        fixed: when("request.utc-timestamp after '2026-12-31Z'"),
      },
      { text: when("request.utc-timestamp after ‹'02/01/2026'›") },
      {
        text: when("request.utc-timestamp after ‹'2026-01-01T15:00:00+02:00'›"),
        fixed: when("request.utc-timestamp after '2026-01-01T13:00:00Z'"),
      },
      { text: when("request.utc-timestamp after ‹'2026-02-30Z'›") },
      { text: when("request.utc-timestamp after ‹'2026-01-01T25:00:00Z'›") },
      { text: when("request.utc-timestamp after ‹'tomorrow'›") },
      {
        text: when("request.utc-timestamp.time-of-day between ‹'5pm'› and '23:00:00Z'"),
        variant: 'time',
        fixed: when("request.utc-timestamp.time-of-day between '17:00:00Z' and '23:00:00Z'"),
      },
      {
        text: when("request.utc-timestamp.time-of-day between '07:00:00Z' and ‹'12:15 am'›"),
        variant: 'time',
        fixed: when("request.utc-timestamp.time-of-day between '07:00:00Z' and '00:15:00Z'"),
      },
      {
        text: when("request.utc-timestamp.time-of-day between '07:00:00Z' and ‹'24:00:00Z'›"),
        variant: 'time',
      },
    ],
    silent: [
      when("request.utc-timestamp before '2022-01-01T00:00Z'"),
      when("request.utc-timestamp before '2022-01-01T00:00:00.000Z'"),
      when("request.utc-timestamp before '2024-02-29Z'"),
      when("request.utc-timestamp before '<date>'"),
      when("request.utc-timestamp.time-of-day between '7:00:00' and '17:00Z'"),
      when("request.utc-timestamp = '01/01/2026'"),
      when("request.utc-timestamp.month-of-year = '1'"),
    ],
  },
  'pattern-with-ordering': {
    faults: [
      { text: when('request.utc-timestamp before ‹/2026*/›') },
      {
        text: when('request.utc-timestamp after ‹/2026-01-01Z/›'),
        fixed: when("request.utc-timestamp after '2026-01-01Z'"),
      },
      { text: when("request.utc-timestamp.time-of-day between '01:00:00Z' and ‹/2*/›") },
    ],
    silent: [
      when("request.utc-timestamp before '2026-01-01Z'"),
      when('target.compartment.name = /2026*/'),
      when('target.compartment.name before /2026*/'),
      when('request.utc-timestamp before /${var.year}*/'),
    ],
  },
});

-- Homes for people who slept rough: what is paid, worked out from a log of events.
-- Made from rough-sleepers (sha256:79ccc41ed215c273af8c5ff41362ca3d6db548792ecdcced939d37a3d361b4d8).
--
-- Days are whole numbers, 1 being 1 January of the year 1; money is in whole pence. Every column
-- named after a rule has a second one, `settled`: the day from which nothing can change it.
--
-- To run it:
--   duckdb -cmd "SET VARIABLE log = 'log.csv'; SET VARIABLE as_at = DATE '2027-03-31'" < this file
-- `log` is a CSV or Parquet file; `known_at` may be set too, to a moment. Rows that `ocdsl
-- evaluate` would refuse are not looked for here.

CREATE OR REPLACE MACRO as_date(d) AS DATE '0001-01-01' + (CAST(d AS INTEGER) - 1);
CREATE OR REPLACE MACRO as_day(d) AS CAST(d - DATE '0001-01-01' AS INTEGER) + 1;
CREATE OR REPLACE MACRO iso(d) AS CAST(as_date(d) AS VARCHAR);
CREATE OR REPLACE MACRO week_start(d) AS d - (d - 1 - 0 + 7) % 7;
CREATE OR REPLACE MACRO week_end(d) AS week_start(d) + 6;
CREATE OR REPLACE MACRO month_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) AS DATE));
CREATE OR REPLACE MACRO month_end(d) AS as_day(last_day(as_date(d)));
CREATE OR REPLACE MACRO months_to_last_day(d, n) AS CASE WHEN 12 * extract('year' FROM as_date(d)) + extract('month' FROM as_date(d)) + n <= 12 THEN 0 ELSE as_day(CAST(as_date(d) + to_months(n) AS DATE)) END;
CREATE OR REPLACE MACRO months_run_on(d, n) AS months_to_last_day(d, n) + CAST(extract('day' FROM as_date(months_to_last_day(d, n))) < extract('day' FROM as_date(d)) AS INTEGER);
CREATE OR REPLACE MACRO in_person(p) AS CASE WHEN contains(p, '%') OR contains(p, '/') OR contains(p, '#') THEN replace(replace(replace(p, '%', '%25'), '/', '%2F'), '#', '%23') ELSE p END;
CREATE OR REPLACE MACRO half_up(a, b) AS CASE WHEN a < 0 THEN -((2 * -CAST(a AS HUGEINT) + b) // (2 * b)) ELSE (2 * CAST(a AS HUGEINT) + b) // (2 * b) END;
CREATE OR REPLACE MACRO quarter_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 1 + 12) % 3) AS DATE));
CREATE OR REPLACE MACRO quarter_end(d) AS as_day(CAST(as_date(quarter_start(d)) + to_months(3) AS DATE)) - 1;
CREATE OR REPLACE MACRO year_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 1 + 12) % 12) AS DATE));
CREATE OR REPLACE MACRO year_end(d) AS as_day(CAST(as_date(year_start(d)) + to_months(12) AS DATE)) - 1;
CREATE OR REPLACE MACRO calendar_quarter_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 1 + 12) % 3) AS DATE));
CREATE OR REPLACE MACRO calendar_quarter_end(d) AS as_day(CAST(as_date(calendar_quarter_start(d)) + to_months(3) AS DATE)) - 1;
CREATE OR REPLACE MACRO calendar_year_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 1 + 12) % 12) AS DATE));
CREATE OR REPLACE MACRO calendar_year_end(d) AS as_day(CAST(as_date(calendar_year_start(d)) + to_months(12) AS DATE)) - 1;
CREATE OR REPLACE MACRO escaped(t) AS replace(replace(t, '\', '\\'), '"', '\"');
CREATE OR REPLACE MACRO in_pounds(a) AS CAST(CAST(a AS DECIMAL(16, 0)) * 0.01 AS VARCHAR);

SET VARIABLE log = coalesce(getvariable('log'), 'log.csv');
SET VARIABLE as_at = as_day(CAST(coalesce(getvariable('as_at'), DATE '9999-12-31') AS DATE));
SET VARIABLE known_at = epoch_us(CAST(coalesce(getvariable('known_at'), TIMESTAMP '9999-12-31 00:00:00') AS TIMESTAMP)) + 719163 * 86400000000;

-- The log as it stands in the file; a column that the file leaves out is empty.
CREATE OR REPLACE TABLE log_row AS
SELECT * FROM query(CASE WHEN getvariable('log') LIKE '%.parquet'
  THEN 'FROM read_parquet(getvariable(''log''))'
  ELSE 'FROM read_csv(getvariable(''log''), header = true, all_varchar = true)' END)
UNION ALL BY NAME
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "item", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  nullif(CAST("item" AS VARCHAR), '') AS "item",
  nullif(supersedes, '') AS supersedes, nullif(retracts, '') AS retracts
FROM log_row;

-- What had happened by the as-at day and was recorded by the known-at moment, in its last form.
CREATE OR REPLACE TABLE event AS
WITH known AS (
  SELECT * FROM log_event WHERE recorded_at <= getvariable('known_at')
)
SELECT * FROM known
WHERE occurred_on <= getvariable('as_at') AND retracts IS NULL AND event_id NOT IN (
  SELECT coalesce(supersedes, retracts) FROM known WHERE coalesce(supersedes, retracts) IS NOT NULL
);

-- Picked from: referred, claim.
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on, "item"
FROM event WHERE event IN ('referred', 'claim');

-- rough-sleepers-helped.joins-on, line 29: the first referred where the referred is during the term
-- rough-sleepers-helped.belongs-to, line 30: the first referred
-- entered-accommodation-met.achieved-on, line 58: the first claim where item is entered-accommodation
-- entered-accommodation-met.achieved-on, line 58: the claim is on or after 1 January 2018
-- entered-accommodation-met, line 56
-- first-assessment-met.achieved-on, line 62: the first claim where item is first-assessment
-- first-assessment-met.achieved-on, line 62: the claim is on or after 1 January 2018
-- first-assessment-met, line 60
-- second-assessment-met.achieved-on, line 66: the first claim where item is second-assessment
-- second-assessment-met.achieved-on, line 66: the claim is on or after 1 January 2018
-- second-assessment-met, line 64
-- third-assessment-met.achieved-on, line 70: the first claim where item is third-assessment
-- third-assessment-met.achieved-on, line 70: the claim is on or after 1 January 2018
-- third-assessment-met, line 68
-- mental-health-entry-met.achieved-on, line 74: the first claim where item is mental-health-entry
-- mental-health-entry-met.achieved-on, line 74: the claim is on or after 1 January 2018
-- mental-health-entry-met, line 72
-- mental-health-sustained-met.achieved-on, line 78: the first claim where item is mental-health-sustained
-- mental-health-sustained-met.achieved-on, line 78: the claim is on or after 1 January 2018
-- mental-health-sustained-met, line 76
-- alcohol-entry-met.achieved-on, line 82: the first claim where item is alcohol-entry
-- alcohol-entry-met.achieved-on, line 82: the claim is on or after 1 January 2018
-- alcohol-entry-met, line 80
-- alcohol-sustained-met.achieved-on, line 86: the first claim where item is alcohol-sustained
-- alcohol-sustained-met.achieved-on, line 86: the claim is on or after 1 January 2018
-- alcohol-sustained-met, line 84
-- drugs-entry-met.achieved-on, line 90: the first claim where item is drugs-entry
-- drugs-entry-met.achieved-on, line 90: the claim is on or after 1 January 2018
-- drugs-entry-met, line 88
-- drugs-sustained-met.achieved-on, line 94: the first claim where item is drugs-sustained
-- drugs-sustained-met.achieved-on, line 94: the claim is on or after 1 January 2018
-- drugs-sustained-met, line 92
-- qualification-met.achieved-on, line 98: the first claim where item is qualification
-- qualification-met.achieved-on, line 98: the claim is on or after 1 January 2018
-- qualification-met, line 96
-- volunteering-13-weeks-met.achieved-on, line 102: the first claim where item is volunteering-13-weeks
-- volunteering-13-weeks-met.achieved-on, line 102: the claim is on or after 1 January 2018
-- volunteering-13-weeks-met, line 100
-- volunteering-26-weeks-met.achieved-on, line 106: the first claim where item is volunteering-26-weeks
-- volunteering-26-weeks-met.achieved-on, line 106: the claim is on or after 1 January 2018
-- volunteering-26-weeks-met, line 104
-- part-time-13-weeks-met.achieved-on, line 110: the first claim where item is part-time-13-weeks
-- part-time-13-weeks-met.achieved-on, line 110: the claim is on or after 1 January 2018
-- part-time-13-weeks-met, line 108
-- part-time-26-weeks-met.achieved-on, line 114: the first claim where item is part-time-26-weeks
-- part-time-26-weeks-met.achieved-on, line 114: the claim is on or after 1 January 2018
-- part-time-26-weeks-met, line 112
-- full-time-13-weeks-met.achieved-on, line 118: the first claim where item is full-time-13-weeks
-- full-time-13-weeks-met.achieved-on, line 118: the claim is on or after 1 January 2018
-- full-time-13-weeks-met, line 116
-- full-time-26-weeks-met.achieved-on, line 122: the first claim where item is full-time-26-weeks
-- full-time-26-weeks-met.achieved-on, line 122: the claim is on or after 1 January 2018
-- full-time-26-weeks-met, line 120
-- housed-3.pays, line 125
-- housed-12.pays, line 133
-- housed-18.pays, line 137
-- housed-24.pays, line 141
-- entered-accommodation-paid.pays, line 145
-- first-assessment-paid.pays, line 149
-- mental-health-entry-paid.pays, line 161
-- alcohol-sustained-paid.pays, line 173
-- drugs-entry-paid.pays, line 177
-- qualification-paid.pays, line 185
-- volunteering-13-weeks-paid.pays, line 189
-- volunteering-26-weeks-paid.pays, line 193
-- part-time-13-weeks-paid.pays, line 197
-- full-time-13-weeks-paid.pays, line 205
-- full-time-26-weeks-paid.pays, line 209
CREATE OR REPLACE TABLE "people 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."rough-sleepers-helped.first-referred event".event_id AS "rough-sleepers-helped.first-referred",
    CASE WHEN p."rough-sleepers-helped.first-referred event" IS NULL THEN least(737424, 738155) ELSE p."rough-sleepers-helped.first-referred event".occurred_on END AS "rough-sleepers-helped.first-referred settled",
    p."rough-sleepers-helped.first-referred-2 event".event_id AS "rough-sleepers-helped.first-referred-2",
    CASE WHEN p."rough-sleepers-helped.first-referred-2 event" IS NULL THEN 738155 ELSE p."rough-sleepers-helped.first-referred-2 event".occurred_on END AS "rough-sleepers-helped.first-referred-2 settled",
    p."rough-sleepers-helped.first-referred-2 event"."provider" AS "rough-sleepers-helped.first-referred-2 provider",
    p."entered-accommodation-met.first-claim event".event_id AS "entered-accommodation-met.first-claim",
    CASE WHEN p."entered-accommodation-met.first-claim event" IS NULL THEN 738155 ELSE p."entered-accommodation-met.first-claim event".occurred_on END AS "entered-accommodation-met.first-claim settled",
    p."entered-accommodation-met.first-claim event"."id_order" AS "entered-accommodation-met.first-claim id_order",
    p."entered-accommodation-met.first-claim event"."occurred_on" AS "entered-accommodation-met.first-claim occurred_on",
    p."first-assessment-met.first-claim event".event_id AS "first-assessment-met.first-claim",
    CASE WHEN p."first-assessment-met.first-claim event" IS NULL THEN 738155 ELSE p."first-assessment-met.first-claim event".occurred_on END AS "first-assessment-met.first-claim settled",
    p."first-assessment-met.first-claim event"."id_order" AS "first-assessment-met.first-claim id_order",
    p."first-assessment-met.first-claim event"."occurred_on" AS "first-assessment-met.first-claim occurred_on",
    p."second-assessment-met.first-claim event".event_id AS "second-assessment-met.first-claim",
    CASE WHEN p."second-assessment-met.first-claim event" IS NULL THEN 738155 ELSE p."second-assessment-met.first-claim event".occurred_on END AS "second-assessment-met.first-claim settled",
    p."second-assessment-met.first-claim event"."id_order" AS "second-assessment-met.first-claim id_order",
    p."second-assessment-met.first-claim event"."occurred_on" AS "second-assessment-met.first-claim occurred_on",
    p."third-assessment-met.first-claim event".event_id AS "third-assessment-met.first-claim",
    CASE WHEN p."third-assessment-met.first-claim event" IS NULL THEN 738155 ELSE p."third-assessment-met.first-claim event".occurred_on END AS "third-assessment-met.first-claim settled",
    p."third-assessment-met.first-claim event"."id_order" AS "third-assessment-met.first-claim id_order",
    p."third-assessment-met.first-claim event"."occurred_on" AS "third-assessment-met.first-claim occurred_on",
    p."mental-health-entry-met.first-claim event".event_id AS "mental-health-entry-met.first-claim",
    CASE WHEN p."mental-health-entry-met.first-claim event" IS NULL THEN 738155 ELSE p."mental-health-entry-met.first-claim event".occurred_on END AS "mental-health-entry-met.first-claim settled",
    p."mental-health-entry-met.first-claim event"."id_order" AS "mental-health-entry-met.first-claim id_order",
    p."mental-health-entry-met.first-claim event"."occurred_on" AS "mental-health-entry-met.first-claim occurred_on",
    p."mental-health-sustained-met.first-claim event".event_id AS "mental-health-sustained-met.first-claim",
    CASE WHEN p."mental-health-sustained-met.first-claim event" IS NULL THEN 738155 ELSE p."mental-health-sustained-met.first-claim event".occurred_on END AS "mental-health-sustained-met.first-claim settled",
    p."mental-health-sustained-met.first-claim event"."id_order" AS "mental-health-sustained-met.first-claim id_order",
    p."mental-health-sustained-met.first-claim event"."occurred_on" AS "mental-health-sustained-met.first-claim occurred_on",
    p."alcohol-entry-met.first-claim event".event_id AS "alcohol-entry-met.first-claim",
    CASE WHEN p."alcohol-entry-met.first-claim event" IS NULL THEN 738155 ELSE p."alcohol-entry-met.first-claim event".occurred_on END AS "alcohol-entry-met.first-claim settled",
    p."alcohol-entry-met.first-claim event"."id_order" AS "alcohol-entry-met.first-claim id_order",
    p."alcohol-entry-met.first-claim event"."occurred_on" AS "alcohol-entry-met.first-claim occurred_on",
    p."alcohol-sustained-met.first-claim event".event_id AS "alcohol-sustained-met.first-claim",
    CASE WHEN p."alcohol-sustained-met.first-claim event" IS NULL THEN 738155 ELSE p."alcohol-sustained-met.first-claim event".occurred_on END AS "alcohol-sustained-met.first-claim settled",
    p."alcohol-sustained-met.first-claim event"."id_order" AS "alcohol-sustained-met.first-claim id_order",
    p."alcohol-sustained-met.first-claim event"."occurred_on" AS "alcohol-sustained-met.first-claim occurred_on",
    p."drugs-entry-met.first-claim event".event_id AS "drugs-entry-met.first-claim",
    CASE WHEN p."drugs-entry-met.first-claim event" IS NULL THEN 738155 ELSE p."drugs-entry-met.first-claim event".occurred_on END AS "drugs-entry-met.first-claim settled",
    p."drugs-entry-met.first-claim event"."id_order" AS "drugs-entry-met.first-claim id_order",
    p."drugs-entry-met.first-claim event"."occurred_on" AS "drugs-entry-met.first-claim occurred_on",
    p."drugs-sustained-met.first-claim event".event_id AS "drugs-sustained-met.first-claim",
    CASE WHEN p."drugs-sustained-met.first-claim event" IS NULL THEN 738155 ELSE p."drugs-sustained-met.first-claim event".occurred_on END AS "drugs-sustained-met.first-claim settled",
    p."drugs-sustained-met.first-claim event"."id_order" AS "drugs-sustained-met.first-claim id_order",
    p."drugs-sustained-met.first-claim event"."occurred_on" AS "drugs-sustained-met.first-claim occurred_on",
    p."qualification-met.first-claim event".event_id AS "qualification-met.first-claim",
    CASE WHEN p."qualification-met.first-claim event" IS NULL THEN 738155 ELSE p."qualification-met.first-claim event".occurred_on END AS "qualification-met.first-claim settled",
    p."qualification-met.first-claim event"."id_order" AS "qualification-met.first-claim id_order",
    p."qualification-met.first-claim event"."occurred_on" AS "qualification-met.first-claim occurred_on",
    p."volunteering-13-weeks-met.first-claim event".event_id AS "volunteering-13-weeks-met.first-claim",
    CASE WHEN p."volunteering-13-weeks-met.first-claim event" IS NULL THEN 738155 ELSE p."volunteering-13-weeks-met.first-claim event".occurred_on END AS "volunteering-13-weeks-met.first-claim settled",
    p."volunteering-13-weeks-met.first-claim event"."id_order" AS "volunteering-13-weeks-met.first-claim id_order",
    p."volunteering-13-weeks-met.first-claim event"."occurred_on" AS "volunteering-13-weeks-met.first-claim occurred_on",
    p."volunteering-26-weeks-met.first-claim event".event_id AS "volunteering-26-weeks-met.first-claim",
    CASE WHEN p."volunteering-26-weeks-met.first-claim event" IS NULL THEN 738155 ELSE p."volunteering-26-weeks-met.first-claim event".occurred_on END AS "volunteering-26-weeks-met.first-claim settled",
    p."volunteering-26-weeks-met.first-claim event"."id_order" AS "volunteering-26-weeks-met.first-claim id_order",
    p."volunteering-26-weeks-met.first-claim event"."occurred_on" AS "volunteering-26-weeks-met.first-claim occurred_on",
    p."part-time-13-weeks-met.first-claim event".event_id AS "part-time-13-weeks-met.first-claim",
    CASE WHEN p."part-time-13-weeks-met.first-claim event" IS NULL THEN 738155 ELSE p."part-time-13-weeks-met.first-claim event".occurred_on END AS "part-time-13-weeks-met.first-claim settled",
    p."part-time-13-weeks-met.first-claim event"."id_order" AS "part-time-13-weeks-met.first-claim id_order",
    p."part-time-13-weeks-met.first-claim event"."occurred_on" AS "part-time-13-weeks-met.first-claim occurred_on",
    p."part-time-26-weeks-met.first-claim event".event_id AS "part-time-26-weeks-met.first-claim",
    CASE WHEN p."part-time-26-weeks-met.first-claim event" IS NULL THEN 738155 ELSE p."part-time-26-weeks-met.first-claim event".occurred_on END AS "part-time-26-weeks-met.first-claim settled",
    p."part-time-26-weeks-met.first-claim event"."id_order" AS "part-time-26-weeks-met.first-claim id_order",
    p."part-time-26-weeks-met.first-claim event"."occurred_on" AS "part-time-26-weeks-met.first-claim occurred_on",
    p."full-time-13-weeks-met.first-claim event".event_id AS "full-time-13-weeks-met.first-claim",
    CASE WHEN p."full-time-13-weeks-met.first-claim event" IS NULL THEN 738155 ELSE p."full-time-13-weeks-met.first-claim event".occurred_on END AS "full-time-13-weeks-met.first-claim settled",
    p."full-time-13-weeks-met.first-claim event"."id_order" AS "full-time-13-weeks-met.first-claim id_order",
    p."full-time-13-weeks-met.first-claim event"."occurred_on" AS "full-time-13-weeks-met.first-claim occurred_on",
    p."full-time-26-weeks-met.first-claim event".event_id AS "full-time-26-weeks-met.first-claim",
    CASE WHEN p."full-time-26-weeks-met.first-claim event" IS NULL THEN 738155 ELSE p."full-time-26-weeks-met.first-claim event".occurred_on END AS "full-time-26-weeks-met.first-claim settled",
    p."full-time-26-weeks-met.first-claim event"."id_order" AS "full-time-26-weeks-met.first-claim id_order",
    p."full-time-26-weeks-met.first-claim event"."occurred_on" AS "full-time-26-weeks-met.first-claim occurred_on"
  FROM (
    SELECT
      e.person,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'referred' AND e.occurred_on >= 736695 AND e.occurred_on <= 737424) AS "rough-sleepers-helped.first-referred event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "provider": e."provider"}) FILTER (WHERE e.event = 'referred') AS "rough-sleepers-helped.first-referred-2 event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('entered-accommodation'), false))) AS "entered-accommodation-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('first-assessment'), false))) AS "first-assessment-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('second-assessment'), false))) AS "second-assessment-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('third-assessment'), false))) AS "third-assessment-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('mental-health-entry'), false))) AS "mental-health-entry-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('mental-health-sustained'), false))) AS "mental-health-sustained-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('alcohol-entry'), false))) AS "alcohol-entry-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('alcohol-sustained'), false))) AS "alcohol-sustained-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('drugs-entry'), false))) AS "drugs-entry-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('drugs-sustained'), false))) AS "drugs-sustained-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('qualification'), false))) AS "qualification-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('volunteering-13-weeks'), false))) AS "volunteering-13-weeks-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('volunteering-26-weeks'), false))) AS "volunteering-26-weeks-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('part-time-13-weeks'), false))) AS "part-time-13-weeks-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('part-time-26-weeks'), false))) AS "part-time-26-weeks-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('full-time-13-weeks'), false))) AS "full-time-13-weeks-met.first-claim event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'claim' AND (coalesce(e."item" IN ('full-time-26-weeks'), false))) AS "full-time-26-weeks-met.first-claim event"
    FROM picked_event e
    GROUP BY e.person
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "rough-sleepers-helped.first-referred" IS NOT NULL AS "rough-sleepers-helped.joined",
    "rough-sleepers-helped.first-referred-2 provider" AS "rough-sleepers-helped.first-referred-2-provider",
    "entered-accommodation-met.first-claim" IS NOT NULL AS "entered-accommodation-met.first-claim-present",
    "entered-accommodation-met.first-claim occurred_on" AS "entered-accommodation-met.first-claim-occurred-on",
    "first-assessment-met.first-claim" IS NOT NULL AS "first-assessment-met.first-claim-present",
    "first-assessment-met.first-claim occurred_on" AS "first-assessment-met.first-claim-occurred-on",
    "second-assessment-met.first-claim" IS NOT NULL AS "second-assessment-met.first-claim-present",
    "second-assessment-met.first-claim occurred_on" AS "second-assessment-met.first-claim-occurred-on",
    "third-assessment-met.first-claim" IS NOT NULL AS "third-assessment-met.first-claim-present",
    "third-assessment-met.first-claim occurred_on" AS "third-assessment-met.first-claim-occurred-on",
    "mental-health-entry-met.first-claim" IS NOT NULL AS "mental-health-entry-met.first-claim-present",
    "mental-health-entry-met.first-claim occurred_on" AS "mental-health-entry-met.first-claim-occurred-on",
    "mental-health-sustained-met.first-claim" IS NOT NULL AS "mental-health-sustained-met.first-claim-present",
    "mental-health-sustained-met.first-claim occurred_on" AS "mental-health-sustained-met.first-claim-occurred-on",
    "alcohol-entry-met.first-claim" IS NOT NULL AS "alcohol-entry-met.first-claim-present",
    "alcohol-entry-met.first-claim occurred_on" AS "alcohol-entry-met.first-claim-occurred-on",
    "alcohol-sustained-met.first-claim" IS NOT NULL AS "alcohol-sustained-met.first-claim-present",
    "alcohol-sustained-met.first-claim occurred_on" AS "alcohol-sustained-met.first-claim-occurred-on",
    "drugs-entry-met.first-claim" IS NOT NULL AS "drugs-entry-met.first-claim-present",
    "drugs-entry-met.first-claim occurred_on" AS "drugs-entry-met.first-claim-occurred-on",
    "drugs-sustained-met.first-claim" IS NOT NULL AS "drugs-sustained-met.first-claim-present",
    "drugs-sustained-met.first-claim occurred_on" AS "drugs-sustained-met.first-claim-occurred-on",
    "qualification-met.first-claim" IS NOT NULL AS "qualification-met.first-claim-present",
    "qualification-met.first-claim occurred_on" AS "qualification-met.first-claim-occurred-on",
    "volunteering-13-weeks-met.first-claim" IS NOT NULL AS "volunteering-13-weeks-met.first-claim-present",
    "volunteering-13-weeks-met.first-claim occurred_on" AS "volunteering-13-weeks-met.first-claim-occurred-on",
    "volunteering-26-weeks-met.first-claim" IS NOT NULL AS "volunteering-26-weeks-met.first-claim-present",
    "volunteering-26-weeks-met.first-claim occurred_on" AS "volunteering-26-weeks-met.first-claim-occurred-on",
    "part-time-13-weeks-met.first-claim" IS NOT NULL AS "part-time-13-weeks-met.first-claim-present",
    "part-time-13-weeks-met.first-claim occurred_on" AS "part-time-13-weeks-met.first-claim-occurred-on",
    "part-time-26-weeks-met.first-claim" IS NOT NULL AS "part-time-26-weeks-met.first-claim-present",
    "part-time-26-weeks-met.first-claim occurred_on" AS "part-time-26-weeks-met.first-claim-occurred-on",
    "full-time-13-weeks-met.first-claim" IS NOT NULL AS "full-time-13-weeks-met.first-claim-present",
    "full-time-13-weeks-met.first-claim occurred_on" AS "full-time-13-weeks-met.first-claim-occurred-on",
    "full-time-26-weeks-met.first-claim" IS NOT NULL AS "full-time-26-weeks-met.first-claim-present",
    "full-time-26-weeks-met.first-claim occurred_on" AS "full-time-26-weeks-met.first-claim-occurred-on"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("entered-accommodation-met.first-claim-occurred-on" >= 736695, false) AS "entered-accommodation-met.claim-not-before-term",
    CASE WHEN "entered-accommodation-met.first-claim-occurred-on" IS NULL THEN least("entered-accommodation-met.first-claim settled", 738155) ELSE greatest("entered-accommodation-met.first-claim-occurred-on", "entered-accommodation-met.first-claim settled") END AS "entered-accommodation-met.claim-not-before-term settled",
    coalesce("first-assessment-met.first-claim-occurred-on" >= 736695, false) AS "first-assessment-met.claim-not-before-term",
    CASE WHEN "first-assessment-met.first-claim-occurred-on" IS NULL THEN least("first-assessment-met.first-claim settled", 738155) ELSE greatest("first-assessment-met.first-claim-occurred-on", "first-assessment-met.first-claim settled") END AS "first-assessment-met.claim-not-before-term settled",
    coalesce("second-assessment-met.first-claim-occurred-on" >= 736695, false) AS "second-assessment-met.claim-not-before-term",
    CASE WHEN "second-assessment-met.first-claim-occurred-on" IS NULL THEN least("second-assessment-met.first-claim settled", 738155) ELSE greatest("second-assessment-met.first-claim-occurred-on", "second-assessment-met.first-claim settled") END AS "second-assessment-met.claim-not-before-term settled",
    coalesce("third-assessment-met.first-claim-occurred-on" >= 736695, false) AS "third-assessment-met.claim-not-before-term",
    CASE WHEN "third-assessment-met.first-claim-occurred-on" IS NULL THEN least("third-assessment-met.first-claim settled", 738155) ELSE greatest("third-assessment-met.first-claim-occurred-on", "third-assessment-met.first-claim settled") END AS "third-assessment-met.claim-not-before-term settled",
    coalesce("mental-health-entry-met.first-claim-occurred-on" >= 736695, false) AS "mental-health-entry-met.claim-not-before-term",
    CASE WHEN "mental-health-entry-met.first-claim-occurred-on" IS NULL THEN least("mental-health-entry-met.first-claim settled", 738155) ELSE greatest("mental-health-entry-met.first-claim-occurred-on", "mental-health-entry-met.first-claim settled") END AS "mental-health-entry-met.claim-not-before-term settled",
    coalesce("mental-health-sustained-met.first-claim-occurred-on" >= 736695, false) AS "mental-health-sustained-met.claim-not-before-term",
    CASE WHEN "mental-health-sustained-met.first-claim-occurred-on" IS NULL THEN least("mental-health-sustained-met.first-claim settled", 738155) ELSE greatest("mental-health-sustained-met.first-claim-occurred-on", "mental-health-sustained-met.first-claim settled") END AS "mental-health-sustained-met.claim-not-before-term settled",
    coalesce("alcohol-entry-met.first-claim-occurred-on" >= 736695, false) AS "alcohol-entry-met.claim-not-before-term",
    CASE WHEN "alcohol-entry-met.first-claim-occurred-on" IS NULL THEN least("alcohol-entry-met.first-claim settled", 738155) ELSE greatest("alcohol-entry-met.first-claim-occurred-on", "alcohol-entry-met.first-claim settled") END AS "alcohol-entry-met.claim-not-before-term settled",
    coalesce("alcohol-sustained-met.first-claim-occurred-on" >= 736695, false) AS "alcohol-sustained-met.claim-not-before-term",
    CASE WHEN "alcohol-sustained-met.first-claim-occurred-on" IS NULL THEN least("alcohol-sustained-met.first-claim settled", 738155) ELSE greatest("alcohol-sustained-met.first-claim-occurred-on", "alcohol-sustained-met.first-claim settled") END AS "alcohol-sustained-met.claim-not-before-term settled",
    coalesce("drugs-entry-met.first-claim-occurred-on" >= 736695, false) AS "drugs-entry-met.claim-not-before-term",
    CASE WHEN "drugs-entry-met.first-claim-occurred-on" IS NULL THEN least("drugs-entry-met.first-claim settled", 738155) ELSE greatest("drugs-entry-met.first-claim-occurred-on", "drugs-entry-met.first-claim settled") END AS "drugs-entry-met.claim-not-before-term settled",
    coalesce("drugs-sustained-met.first-claim-occurred-on" >= 736695, false) AS "drugs-sustained-met.claim-not-before-term",
    CASE WHEN "drugs-sustained-met.first-claim-occurred-on" IS NULL THEN least("drugs-sustained-met.first-claim settled", 738155) ELSE greatest("drugs-sustained-met.first-claim-occurred-on", "drugs-sustained-met.first-claim settled") END AS "drugs-sustained-met.claim-not-before-term settled",
    coalesce("qualification-met.first-claim-occurred-on" >= 736695, false) AS "qualification-met.claim-not-before-term",
    CASE WHEN "qualification-met.first-claim-occurred-on" IS NULL THEN least("qualification-met.first-claim settled", 738155) ELSE greatest("qualification-met.first-claim-occurred-on", "qualification-met.first-claim settled") END AS "qualification-met.claim-not-before-term settled",
    coalesce("volunteering-13-weeks-met.first-claim-occurred-on" >= 736695, false) AS "volunteering-13-weeks-met.claim-not-before-term",
    CASE WHEN "volunteering-13-weeks-met.first-claim-occurred-on" IS NULL THEN least("volunteering-13-weeks-met.first-claim settled", 738155) ELSE greatest("volunteering-13-weeks-met.first-claim-occurred-on", "volunteering-13-weeks-met.first-claim settled") END AS "volunteering-13-weeks-met.claim-not-before-term settled",
    coalesce("volunteering-26-weeks-met.first-claim-occurred-on" >= 736695, false) AS "volunteering-26-weeks-met.claim-not-before-term",
    CASE WHEN "volunteering-26-weeks-met.first-claim-occurred-on" IS NULL THEN least("volunteering-26-weeks-met.first-claim settled", 738155) ELSE greatest("volunteering-26-weeks-met.first-claim-occurred-on", "volunteering-26-weeks-met.first-claim settled") END AS "volunteering-26-weeks-met.claim-not-before-term settled",
    coalesce("part-time-13-weeks-met.first-claim-occurred-on" >= 736695, false) AS "part-time-13-weeks-met.claim-not-before-term",
    CASE WHEN "part-time-13-weeks-met.first-claim-occurred-on" IS NULL THEN least("part-time-13-weeks-met.first-claim settled", 738155) ELSE greatest("part-time-13-weeks-met.first-claim-occurred-on", "part-time-13-weeks-met.first-claim settled") END AS "part-time-13-weeks-met.claim-not-before-term settled",
    coalesce("part-time-26-weeks-met.first-claim-occurred-on" >= 736695, false) AS "part-time-26-weeks-met.claim-not-before-term",
    CASE WHEN "part-time-26-weeks-met.first-claim-occurred-on" IS NULL THEN least("part-time-26-weeks-met.first-claim settled", 738155) ELSE greatest("part-time-26-weeks-met.first-claim-occurred-on", "part-time-26-weeks-met.first-claim settled") END AS "part-time-26-weeks-met.claim-not-before-term settled",
    coalesce("full-time-13-weeks-met.first-claim-occurred-on" >= 736695, false) AS "full-time-13-weeks-met.claim-not-before-term",
    CASE WHEN "full-time-13-weeks-met.first-claim-occurred-on" IS NULL THEN least("full-time-13-weeks-met.first-claim settled", 738155) ELSE greatest("full-time-13-weeks-met.first-claim-occurred-on", "full-time-13-weeks-met.first-claim settled") END AS "full-time-13-weeks-met.claim-not-before-term settled",
    coalesce("full-time-26-weeks-met.first-claim-occurred-on" >= 736695, false) AS "full-time-26-weeks-met.claim-not-before-term",
    CASE WHEN "full-time-26-weeks-met.first-claim-occurred-on" IS NULL THEN least("full-time-26-weeks-met.first-claim settled", 738155) ELSE greatest("full-time-26-weeks-met.first-claim-occurred-on", "full-time-26-weeks-met.first-claim settled") END AS "full-time-26-weeks-met.claim-not-before-term settled",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 150000 AS "housed-3.price",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 260000 AS "housed-12.price",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 250000 AS "housed-18.price",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 180000 AS "housed-24.price",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 60000 AS "entered-accommodation-paid.price",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 10000 AS "first-assessment-paid.price",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 20000 AS "mental-health-entry-paid.price",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 110000 AS "alcohol-sustained-paid.price",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 12000 AS "drugs-entry-paid.price",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 50000 AS "qualification-paid.price",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 40000 AS "volunteering-13-weeks-paid.price",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 80000 AS "volunteering-26-weeks-paid.price",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 190000 AS "part-time-13-weeks-paid.price",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 240000 AS "full-time-13-weeks-paid.price",
    CAST("rough-sleepers-helped.joined" AS BIGINT) * 220000 AS "full-time-26-weeks-paid.price"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "rough-sleepers-helped.joined" AND "entered-accommodation-met.first-claim-present" AND "entered-accommodation-met.claim-not-before-term" AS "entered-accommodation-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "entered-accommodation-met.first-claim-present" AND "entered-accommodation-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "entered-accommodation-met.first-claim settled", "entered-accommodation-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "entered-accommodation-met.first-claim-present" THEN "entered-accommodation-met.first-claim settled" END, CASE WHEN NOT "entered-accommodation-met.claim-not-before-term" THEN "entered-accommodation-met.claim-not-before-term settled" END) END AS "entered-accommodation-met.conditions settled",
    "rough-sleepers-helped.joined" AND "first-assessment-met.first-claim-present" AND "first-assessment-met.claim-not-before-term" AS "first-assessment-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "first-assessment-met.first-claim-present" AND "first-assessment-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "first-assessment-met.first-claim settled", "first-assessment-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "first-assessment-met.first-claim-present" THEN "first-assessment-met.first-claim settled" END, CASE WHEN NOT "first-assessment-met.claim-not-before-term" THEN "first-assessment-met.claim-not-before-term settled" END) END AS "first-assessment-met.conditions settled",
    "rough-sleepers-helped.joined" AND "second-assessment-met.first-claim-present" AND "second-assessment-met.claim-not-before-term" AS "second-assessment-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "second-assessment-met.first-claim-present" AND "second-assessment-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "second-assessment-met.first-claim settled", "second-assessment-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "second-assessment-met.first-claim-present" THEN "second-assessment-met.first-claim settled" END, CASE WHEN NOT "second-assessment-met.claim-not-before-term" THEN "second-assessment-met.claim-not-before-term settled" END) END AS "second-assessment-met.conditions settled",
    "rough-sleepers-helped.joined" AND "third-assessment-met.first-claim-present" AND "third-assessment-met.claim-not-before-term" AS "third-assessment-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "third-assessment-met.first-claim-present" AND "third-assessment-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "third-assessment-met.first-claim settled", "third-assessment-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "third-assessment-met.first-claim-present" THEN "third-assessment-met.first-claim settled" END, CASE WHEN NOT "third-assessment-met.claim-not-before-term" THEN "third-assessment-met.claim-not-before-term settled" END) END AS "third-assessment-met.conditions settled",
    "rough-sleepers-helped.joined" AND "mental-health-entry-met.first-claim-present" AND "mental-health-entry-met.claim-not-before-term" AS "mental-health-entry-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "mental-health-entry-met.first-claim-present" AND "mental-health-entry-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "mental-health-entry-met.first-claim settled", "mental-health-entry-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "mental-health-entry-met.first-claim-present" THEN "mental-health-entry-met.first-claim settled" END, CASE WHEN NOT "mental-health-entry-met.claim-not-before-term" THEN "mental-health-entry-met.claim-not-before-term settled" END) END AS "mental-health-entry-met.conditions settled",
    "rough-sleepers-helped.joined" AND "mental-health-sustained-met.first-claim-present" AND "mental-health-sustained-met.claim-not-before-term" AS "mental-health-sustained-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "mental-health-sustained-met.first-claim-present" AND "mental-health-sustained-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "mental-health-sustained-met.first-claim settled", "mental-health-sustained-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "mental-health-sustained-met.first-claim-present" THEN "mental-health-sustained-met.first-claim settled" END, CASE WHEN NOT "mental-health-sustained-met.claim-not-before-term" THEN "mental-health-sustained-met.claim-not-before-term settled" END) END AS "mental-health-sustained-met.conditions settled",
    "rough-sleepers-helped.joined" AND "alcohol-entry-met.first-claim-present" AND "alcohol-entry-met.claim-not-before-term" AS "alcohol-entry-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "alcohol-entry-met.first-claim-present" AND "alcohol-entry-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "alcohol-entry-met.first-claim settled", "alcohol-entry-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "alcohol-entry-met.first-claim-present" THEN "alcohol-entry-met.first-claim settled" END, CASE WHEN NOT "alcohol-entry-met.claim-not-before-term" THEN "alcohol-entry-met.claim-not-before-term settled" END) END AS "alcohol-entry-met.conditions settled",
    "rough-sleepers-helped.joined" AND "alcohol-sustained-met.first-claim-present" AND "alcohol-sustained-met.claim-not-before-term" AS "alcohol-sustained-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "alcohol-sustained-met.first-claim-present" AND "alcohol-sustained-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "alcohol-sustained-met.first-claim settled", "alcohol-sustained-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "alcohol-sustained-met.first-claim-present" THEN "alcohol-sustained-met.first-claim settled" END, CASE WHEN NOT "alcohol-sustained-met.claim-not-before-term" THEN "alcohol-sustained-met.claim-not-before-term settled" END) END AS "alcohol-sustained-met.conditions settled",
    "rough-sleepers-helped.joined" AND "drugs-entry-met.first-claim-present" AND "drugs-entry-met.claim-not-before-term" AS "drugs-entry-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "drugs-entry-met.first-claim-present" AND "drugs-entry-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "drugs-entry-met.first-claim settled", "drugs-entry-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "drugs-entry-met.first-claim-present" THEN "drugs-entry-met.first-claim settled" END, CASE WHEN NOT "drugs-entry-met.claim-not-before-term" THEN "drugs-entry-met.claim-not-before-term settled" END) END AS "drugs-entry-met.conditions settled",
    "rough-sleepers-helped.joined" AND "drugs-sustained-met.first-claim-present" AND "drugs-sustained-met.claim-not-before-term" AS "drugs-sustained-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "drugs-sustained-met.first-claim-present" AND "drugs-sustained-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "drugs-sustained-met.first-claim settled", "drugs-sustained-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "drugs-sustained-met.first-claim-present" THEN "drugs-sustained-met.first-claim settled" END, CASE WHEN NOT "drugs-sustained-met.claim-not-before-term" THEN "drugs-sustained-met.claim-not-before-term settled" END) END AS "drugs-sustained-met.conditions settled",
    "rough-sleepers-helped.joined" AND "qualification-met.first-claim-present" AND "qualification-met.claim-not-before-term" AS "qualification-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "qualification-met.first-claim-present" AND "qualification-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "qualification-met.first-claim settled", "qualification-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "qualification-met.first-claim-present" THEN "qualification-met.first-claim settled" END, CASE WHEN NOT "qualification-met.claim-not-before-term" THEN "qualification-met.claim-not-before-term settled" END) END AS "qualification-met.conditions settled",
    "rough-sleepers-helped.joined" AND "volunteering-13-weeks-met.first-claim-present" AND "volunteering-13-weeks-met.claim-not-before-term" AS "volunteering-13-weeks-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "volunteering-13-weeks-met.first-claim-present" AND "volunteering-13-weeks-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "volunteering-13-weeks-met.first-claim settled", "volunteering-13-weeks-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "volunteering-13-weeks-met.first-claim-present" THEN "volunteering-13-weeks-met.first-claim settled" END, CASE WHEN NOT "volunteering-13-weeks-met.claim-not-before-term" THEN "volunteering-13-weeks-met.claim-not-before-term settled" END) END AS "volunteering-13-weeks-met.conditions settled",
    "rough-sleepers-helped.joined" AND "volunteering-26-weeks-met.first-claim-present" AND "volunteering-26-weeks-met.claim-not-before-term" AS "volunteering-26-weeks-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "volunteering-26-weeks-met.first-claim-present" AND "volunteering-26-weeks-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "volunteering-26-weeks-met.first-claim settled", "volunteering-26-weeks-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "volunteering-26-weeks-met.first-claim-present" THEN "volunteering-26-weeks-met.first-claim settled" END, CASE WHEN NOT "volunteering-26-weeks-met.claim-not-before-term" THEN "volunteering-26-weeks-met.claim-not-before-term settled" END) END AS "volunteering-26-weeks-met.conditions settled",
    "rough-sleepers-helped.joined" AND "part-time-13-weeks-met.first-claim-present" AND "part-time-13-weeks-met.claim-not-before-term" AS "part-time-13-weeks-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "part-time-13-weeks-met.first-claim-present" AND "part-time-13-weeks-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "part-time-13-weeks-met.first-claim settled", "part-time-13-weeks-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "part-time-13-weeks-met.first-claim-present" THEN "part-time-13-weeks-met.first-claim settled" END, CASE WHEN NOT "part-time-13-weeks-met.claim-not-before-term" THEN "part-time-13-weeks-met.claim-not-before-term settled" END) END AS "part-time-13-weeks-met.conditions settled",
    "rough-sleepers-helped.joined" AND "part-time-26-weeks-met.first-claim-present" AND "part-time-26-weeks-met.claim-not-before-term" AS "part-time-26-weeks-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "part-time-26-weeks-met.first-claim-present" AND "part-time-26-weeks-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "part-time-26-weeks-met.first-claim settled", "part-time-26-weeks-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "part-time-26-weeks-met.first-claim-present" THEN "part-time-26-weeks-met.first-claim settled" END, CASE WHEN NOT "part-time-26-weeks-met.claim-not-before-term" THEN "part-time-26-weeks-met.claim-not-before-term settled" END) END AS "part-time-26-weeks-met.conditions settled",
    "rough-sleepers-helped.joined" AND "full-time-13-weeks-met.first-claim-present" AND "full-time-13-weeks-met.claim-not-before-term" AS "full-time-13-weeks-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "full-time-13-weeks-met.first-claim-present" AND "full-time-13-weeks-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "full-time-13-weeks-met.first-claim settled", "full-time-13-weeks-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "full-time-13-weeks-met.first-claim-present" THEN "full-time-13-weeks-met.first-claim settled" END, CASE WHEN NOT "full-time-13-weeks-met.claim-not-before-term" THEN "full-time-13-weeks-met.claim-not-before-term settled" END) END AS "full-time-13-weeks-met.conditions settled",
    "rough-sleepers-helped.joined" AND "full-time-26-weeks-met.first-claim-present" AND "full-time-26-weeks-met.claim-not-before-term" AS "full-time-26-weeks-met.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "full-time-26-weeks-met.first-claim-present" AND "full-time-26-weeks-met.claim-not-before-term" THEN greatest("rough-sleepers-helped.first-referred settled", "full-time-26-weeks-met.first-claim settled", "full-time-26-weeks-met.claim-not-before-term settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "full-time-26-weeks-met.first-claim-present" THEN "full-time-26-weeks-met.first-claim settled" END, CASE WHEN NOT "full-time-26-weeks-met.claim-not-before-term" THEN "full-time-26-weeks-met.claim-not-before-term settled" END) END AS "full-time-26-weeks-met.conditions settled"
  FROM row_2
)
SELECT person, "rough-sleepers-helped.first-referred", "rough-sleepers-helped.first-referred settled", "rough-sleepers-helped.joined", "rough-sleepers-helped.first-referred-2-provider", "rough-sleepers-helped.first-referred-2 settled", "entered-accommodation-met.first-claim", "entered-accommodation-met.first-claim settled", "entered-accommodation-met.first-claim id_order", "entered-accommodation-met.first-claim-present", "entered-accommodation-met.claim-not-before-term", "entered-accommodation-met.claim-not-before-term settled", "entered-accommodation-met.conditions", "entered-accommodation-met.conditions settled", "first-assessment-met.first-claim", "first-assessment-met.first-claim settled", "first-assessment-met.first-claim id_order", "first-assessment-met.first-claim-present", "first-assessment-met.claim-not-before-term", "first-assessment-met.claim-not-before-term settled", "first-assessment-met.conditions", "first-assessment-met.conditions settled", "second-assessment-met.first-claim", "second-assessment-met.first-claim settled", "second-assessment-met.first-claim id_order", "second-assessment-met.first-claim-present", "second-assessment-met.claim-not-before-term", "second-assessment-met.claim-not-before-term settled", "second-assessment-met.conditions", "second-assessment-met.conditions settled", "third-assessment-met.first-claim", "third-assessment-met.first-claim settled", "third-assessment-met.first-claim id_order", "third-assessment-met.first-claim-present", "third-assessment-met.claim-not-before-term", "third-assessment-met.claim-not-before-term settled", "third-assessment-met.conditions", "third-assessment-met.conditions settled", "mental-health-entry-met.first-claim", "mental-health-entry-met.first-claim settled", "mental-health-entry-met.first-claim id_order", "mental-health-entry-met.first-claim-present", "mental-health-entry-met.claim-not-before-term", "mental-health-entry-met.claim-not-before-term settled", "mental-health-entry-met.conditions", "mental-health-entry-met.conditions settled", "mental-health-sustained-met.first-claim", "mental-health-sustained-met.first-claim settled", "mental-health-sustained-met.first-claim id_order", "mental-health-sustained-met.first-claim-present", "mental-health-sustained-met.claim-not-before-term", "mental-health-sustained-met.claim-not-before-term settled", "mental-health-sustained-met.conditions", "mental-health-sustained-met.conditions settled", "alcohol-entry-met.first-claim", "alcohol-entry-met.first-claim settled", "alcohol-entry-met.first-claim id_order", "alcohol-entry-met.first-claim-present", "alcohol-entry-met.claim-not-before-term", "alcohol-entry-met.claim-not-before-term settled", "alcohol-entry-met.conditions", "alcohol-entry-met.conditions settled", "alcohol-sustained-met.first-claim", "alcohol-sustained-met.first-claim settled", "alcohol-sustained-met.first-claim id_order", "alcohol-sustained-met.first-claim-present", "alcohol-sustained-met.claim-not-before-term", "alcohol-sustained-met.claim-not-before-term settled", "alcohol-sustained-met.conditions", "alcohol-sustained-met.conditions settled", "drugs-entry-met.first-claim", "drugs-entry-met.first-claim settled", "drugs-entry-met.first-claim id_order", "drugs-entry-met.first-claim-present", "drugs-entry-met.claim-not-before-term", "drugs-entry-met.claim-not-before-term settled", "drugs-entry-met.conditions", "drugs-entry-met.conditions settled", "drugs-sustained-met.first-claim", "drugs-sustained-met.first-claim settled", "drugs-sustained-met.first-claim id_order", "drugs-sustained-met.first-claim-present", "drugs-sustained-met.claim-not-before-term", "drugs-sustained-met.claim-not-before-term settled", "drugs-sustained-met.conditions", "drugs-sustained-met.conditions settled", "qualification-met.first-claim", "qualification-met.first-claim settled", "qualification-met.first-claim id_order", "qualification-met.first-claim-present", "qualification-met.claim-not-before-term", "qualification-met.claim-not-before-term settled", "qualification-met.conditions", "qualification-met.conditions settled", "volunteering-13-weeks-met.first-claim", "volunteering-13-weeks-met.first-claim settled", "volunteering-13-weeks-met.first-claim id_order", "volunteering-13-weeks-met.first-claim-present", "volunteering-13-weeks-met.claim-not-before-term", "volunteering-13-weeks-met.claim-not-before-term settled", "volunteering-13-weeks-met.conditions", "volunteering-13-weeks-met.conditions settled", "volunteering-26-weeks-met.first-claim", "volunteering-26-weeks-met.first-claim settled", "volunteering-26-weeks-met.first-claim id_order", "volunteering-26-weeks-met.first-claim-present", "volunteering-26-weeks-met.claim-not-before-term", "volunteering-26-weeks-met.claim-not-before-term settled", "volunteering-26-weeks-met.conditions", "volunteering-26-weeks-met.conditions settled", "part-time-13-weeks-met.first-claim", "part-time-13-weeks-met.first-claim settled", "part-time-13-weeks-met.first-claim id_order", "part-time-13-weeks-met.first-claim-present", "part-time-13-weeks-met.claim-not-before-term", "part-time-13-weeks-met.claim-not-before-term settled", "part-time-13-weeks-met.conditions", "part-time-13-weeks-met.conditions settled", "part-time-26-weeks-met.first-claim", "part-time-26-weeks-met.first-claim settled", "part-time-26-weeks-met.first-claim id_order", "part-time-26-weeks-met.first-claim-present", "part-time-26-weeks-met.claim-not-before-term", "part-time-26-weeks-met.claim-not-before-term settled", "part-time-26-weeks-met.conditions", "part-time-26-weeks-met.conditions settled", "full-time-13-weeks-met.first-claim", "full-time-13-weeks-met.first-claim settled", "full-time-13-weeks-met.first-claim id_order", "full-time-13-weeks-met.first-claim-present", "full-time-13-weeks-met.claim-not-before-term", "full-time-13-weeks-met.claim-not-before-term settled", "full-time-13-weeks-met.conditions", "full-time-13-weeks-met.conditions settled", "full-time-26-weeks-met.first-claim", "full-time-26-weeks-met.first-claim settled", "full-time-26-weeks-met.first-claim id_order", "full-time-26-weeks-met.first-claim-present", "full-time-26-weeks-met.claim-not-before-term", "full-time-26-weeks-met.claim-not-before-term settled", "full-time-26-weeks-met.conditions", "full-time-26-weeks-met.conditions settled", "housed-3.price", "housed-12.price", "housed-18.price", "housed-24.price", "entered-accommodation-paid.price", "first-assessment-paid.price", "mental-health-entry-paid.price", "alcohol-sustained-paid.price", "drugs-entry-paid.price", "qualification-paid.price", "volunteering-13-weeks-paid.price", "volunteering-26-weeks-paid.price", "part-time-13-weeks-paid.price", "full-time-13-weeks-paid.price", "full-time-26-weeks-paid.price"
FROM row_3;

-- housed.starts-on, line 33: the start of housed
CREATE OR REPLACE TABLE "stretches of spell:housed" AS
WITH turn AS (
  SELECT e.person, e.event_id, e.id_order, e.occurred_on AS day, e.event = 'moved-in' AS starts
  FROM event e
  WHERE (e.event = 'moved-in') OR (e.event = 'moved-out')
), change AS (
  SELECT * FROM turn
  QUALIFY starts <> lag(starts, 1, false) OVER (PARTITION BY person ORDER BY day, id_order)
), stretch AS (
  SELECT person, event_id AS start_id, id_order AS start_order, day AS start_day, starts,
    lead(event_id) OVER own AS end_id, lead(id_order) OVER own AS end_order,
    lead(day) OVER own AS end_day, lag(day) OVER own AS left_day
  FROM change WINDOW own AS (PARTITION BY person ORDER BY day, id_order)
), numbered AS (
  SELECT * EXCLUDE (starts, left_day), sum(CAST(
    coalesce(start_day > left_day, true) AS INTEGER
  )) OVER (PARTITION BY person ORDER BY start_day, start_order) AS number
  FROM stretch WHERE starts
)
SELECT person, start_id, start_order, start_day, end_day,
  first_value(start_id) OVER spell AS event_id, last_value(end_id) OVER spell AS last_id,
  last_value(end_order) OVER spell AS last_order, last_value(end_day) OVER spell AS last_day
FROM numbered WINDOW spell AS (
  PARTITION BY person, number ORDER BY start_day, start_order
  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
);

-- housed.starts-on, line 33: the start of housed
-- housed-3-months.achieved-when, line 38
-- housed-6-months.achieved-when, line 42
-- housed-12-months.achieved-when, line 46
-- housed-18-months.achieved-when, line 50
-- housed-24-months.achieved-when, line 54
CREATE OR REPLACE TABLE "spell:housed 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p.event_id AS "housed.spell",
    p."housed.spell event".occurred_on AS "housed.spell settled",
    p."housed.spell event"."occurred_on" AS "housed.spell occurred_on"
  FROM (
    SELECT s.person, s.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id"} AS "housed.spell event"
    FROM "stretches of spell:housed" s JOIN event e ON e.event_id = s.event_id
    WHERE s.start_id = s.event_id
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "housed.spell occurred_on" AS "housed.spell-occurred-on"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    months_to_last_day("housed.spell-occurred-on", 3) AS "housed-3-months.spell-occurred-on-plus-3-months",
    months_to_last_day("housed.spell-occurred-on", 6) AS "housed-6-months.spell-occurred-on-plus-6-months",
    months_to_last_day("housed.spell-occurred-on", 12) AS "housed-12-months.spell-occurred-on-plus-12-months",
    months_to_last_day("housed.spell-occurred-on", 18) AS "housed-18-months.spell-occurred-on-plus-18-months",
    months_to_last_day("housed.spell-occurred-on", 24) AS "housed-24-months.spell-occurred-on-plus-24-months"
  FROM row_1
)
SELECT person, event_id, "housed.spell", "housed.spell settled", "housed-3-months.spell-occurred-on-plus-3-months", "housed-6-months.spell-occurred-on-plus-6-months", "housed-12-months.spell-occurred-on-plus-12-months", "housed-18-months.spell-occurred-on-plus-18-months", "housed-24-months.spell-occurred-on-plus-24-months"
FROM row_2;

-- housed-3-months.achieved-when, line 38: housed has lasted 3 months
-- housed-3-months.achieved-when, line 38
-- housed-6-months.achieved-when, line 42: housed has lasted 6 months
-- housed-6-months.achieved-when, line 42
-- housed-12-months.achieved-when, line 46: housed has lasted 12 months
-- housed-12-months.achieved-when, line 46
-- housed-18-months.achieved-when, line 50: housed has lasted 18 months
-- housed-18-months.achieved-when, line 50
-- housed-24-months.achieved-when, line 54: housed has lasted 24 months
-- housed-24-months.achieved-when, line 54
CREATE OR REPLACE TABLE "spell:housed 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."housed.spell",
    p."housed.spell settled",
    p."housed-3-months.spell-occurred-on-plus-3-months",
    p."housed-6-months.spell-occurred-on-plus-6-months",
    p."housed-12-months.spell-occurred-on-plus-12-months",
    p."housed-18-months.spell-occurred-on-plus-18-months",
    p."housed-24-months.spell-occurred-on-plus-24-months",
    s1.reaching IS NOT NULL AND p."housed-3-months.spell-occurred-on-plus-3-months" <= 738155 AS "housed-3-months.covers-spell-occurred-on-plus-3-months",
    greatest(p."housed.spell settled", CASE WHEN p."housed-3-months.spell-occurred-on-plus-3-months" > 738155 THEN 738155 WHEN s1.reaching IS NOT NULL THEN greatest(p."housed-3-months.spell-occurred-on-plus-3-months", s1.reaching.start_day) ELSE least(s1l.last_day, 738155) END) AS "housed-3-months.covers-spell-occurred-on-plus-3-months settled",
    s2.reaching IS NOT NULL AND p."housed-6-months.spell-occurred-on-plus-6-months" <= 738155 AS "housed-6-months.covers-spell-occurred-on-plus-6-months",
    greatest(p."housed.spell settled", CASE WHEN p."housed-6-months.spell-occurred-on-plus-6-months" > 738155 THEN 738155 WHEN s2.reaching IS NOT NULL THEN greatest(p."housed-6-months.spell-occurred-on-plus-6-months", s2.reaching.start_day) ELSE least(s2l.last_day, 738155) END) AS "housed-6-months.covers-spell-occurred-on-plus-6-months settled",
    s3.reaching IS NOT NULL AND p."housed-12-months.spell-occurred-on-plus-12-months" <= 738155 AS "housed-12-months.covers-spell-occurred-on-plus-12-months",
    greatest(p."housed.spell settled", CASE WHEN p."housed-12-months.spell-occurred-on-plus-12-months" > 738155 THEN 738155 WHEN s3.reaching IS NOT NULL THEN greatest(p."housed-12-months.spell-occurred-on-plus-12-months", s3.reaching.start_day) ELSE least(s3l.last_day, 738155) END) AS "housed-12-months.covers-spell-occurred-on-plus-12-months settled",
    s4.reaching IS NOT NULL AND p."housed-18-months.spell-occurred-on-plus-18-months" <= 738155 AS "housed-18-months.covers-spell-occurred-on-plus-18-months",
    greatest(p."housed.spell settled", CASE WHEN p."housed-18-months.spell-occurred-on-plus-18-months" > 738155 THEN 738155 WHEN s4.reaching IS NOT NULL THEN greatest(p."housed-18-months.spell-occurred-on-plus-18-months", s4.reaching.start_day) ELSE least(s4l.last_day, 738155) END) AS "housed-18-months.covers-spell-occurred-on-plus-18-months settled",
    s5.reaching IS NOT NULL AND p."housed-24-months.spell-occurred-on-plus-24-months" <= 738155 AS "housed-24-months.covers-spell-occurred-on-plus-24-months",
    greatest(p."housed.spell settled", CASE WHEN p."housed-24-months.spell-occurred-on-plus-24-months" > 738155 THEN 738155 WHEN s5.reaching IS NOT NULL THEN greatest(p."housed-24-months.spell-occurred-on-plus-24-months", s5.reaching.start_day) ELSE least(s5l.last_day, 738155) END) AS "housed-24-months.covers-spell-occurred-on-plus-24-months settled"
  FROM "spell:housed 1" p
  LEFT JOIN (
    SELECT p.rowid AS row_no, min({start_day: s.start_day, start_order: s.start_order, start_id: s.start_id}) AS reaching
    FROM "spell:housed 1" p JOIN "stretches of spell:housed" s ON s.person = p.person AND s.event_id = p.event_id
    WHERE s.end_day IS NULL OR s.end_day >= p."housed-3-months.spell-occurred-on-plus-3-months"
    GROUP BY p.rowid
  ) s1 ON s1.row_no = p.rowid
  JOIN "stretches of spell:housed" s1l ON s1l.start_id = p.event_id
  LEFT JOIN (
    SELECT p.rowid AS row_no, min({start_day: s.start_day, start_order: s.start_order, start_id: s.start_id}) AS reaching
    FROM "spell:housed 1" p JOIN "stretches of spell:housed" s ON s.person = p.person AND s.event_id = p.event_id
    WHERE s.end_day IS NULL OR s.end_day >= p."housed-6-months.spell-occurred-on-plus-6-months"
    GROUP BY p.rowid
  ) s2 ON s2.row_no = p.rowid
  JOIN "stretches of spell:housed" s2l ON s2l.start_id = p.event_id
  LEFT JOIN (
    SELECT p.rowid AS row_no, min({start_day: s.start_day, start_order: s.start_order, start_id: s.start_id}) AS reaching
    FROM "spell:housed 1" p JOIN "stretches of spell:housed" s ON s.person = p.person AND s.event_id = p.event_id
    WHERE s.end_day IS NULL OR s.end_day >= p."housed-12-months.spell-occurred-on-plus-12-months"
    GROUP BY p.rowid
  ) s3 ON s3.row_no = p.rowid
  JOIN "stretches of spell:housed" s3l ON s3l.start_id = p.event_id
  LEFT JOIN (
    SELECT p.rowid AS row_no, min({start_day: s.start_day, start_order: s.start_order, start_id: s.start_id}) AS reaching
    FROM "spell:housed 1" p JOIN "stretches of spell:housed" s ON s.person = p.person AND s.event_id = p.event_id
    WHERE s.end_day IS NULL OR s.end_day >= p."housed-18-months.spell-occurred-on-plus-18-months"
    GROUP BY p.rowid
  ) s4 ON s4.row_no = p.rowid
  JOIN "stretches of spell:housed" s4l ON s4l.start_id = p.event_id
  LEFT JOIN (
    SELECT p.rowid AS row_no, min({start_day: s.start_day, start_order: s.start_order, start_id: s.start_id}) AS reaching
    FROM "spell:housed 1" p JOIN "stretches of spell:housed" s ON s.person = p.person AND s.event_id = p.event_id
    WHERE s.end_day IS NULL OR s.end_day >= p."housed-24-months.spell-occurred-on-plus-24-months"
    GROUP BY p.rowid
  ) s5 ON s5.row_no = p.rowid
  JOIN "stretches of spell:housed" s5l ON s5l.start_id = p.event_id
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "housed-3-months.covers-spell-occurred-on-plus-3-months" THEN "housed.spell" END AS "housed-3-months.spell-that-lasts",
    greatest("housed.spell settled", "housed-3-months.covers-spell-occurred-on-plus-3-months settled") AS "housed-3-months.spell-that-lasts settled",
    CASE WHEN "housed-6-months.covers-spell-occurred-on-plus-6-months" THEN "housed.spell" END AS "housed-6-months.spell-that-lasts",
    greatest("housed.spell settled", "housed-6-months.covers-spell-occurred-on-plus-6-months settled") AS "housed-6-months.spell-that-lasts settled",
    CASE WHEN "housed-12-months.covers-spell-occurred-on-plus-12-months" THEN "housed.spell" END AS "housed-12-months.spell-that-lasts",
    greatest("housed.spell settled", "housed-12-months.covers-spell-occurred-on-plus-12-months settled") AS "housed-12-months.spell-that-lasts settled",
    CASE WHEN "housed-18-months.covers-spell-occurred-on-plus-18-months" THEN "housed.spell" END AS "housed-18-months.spell-that-lasts",
    greatest("housed.spell settled", "housed-18-months.covers-spell-occurred-on-plus-18-months settled") AS "housed-18-months.spell-that-lasts settled",
    CASE WHEN "housed-24-months.covers-spell-occurred-on-plus-24-months" THEN "housed.spell" END AS "housed-24-months.spell-that-lasts",
    greatest("housed.spell settled", "housed-24-months.covers-spell-occurred-on-plus-24-months settled") AS "housed-24-months.spell-that-lasts settled"
  FROM row_0
)
SELECT person, event_id, "housed-3-months.spell-that-lasts", "housed-3-months.spell-that-lasts settled", "housed-6-months.spell-that-lasts", "housed-6-months.spell-that-lasts settled", "housed-12-months.spell-that-lasts", "housed-12-months.spell-that-lasts settled", "housed-18-months.spell-that-lasts", "housed-18-months.spell-that-lasts settled", "housed-24-months.spell-that-lasts", "housed-24-months.spell-that-lasts settled"
FROM row_1;

-- housed-3-months.achieved-when, line 38: housed has lasted 3 months
-- housed-3-months.achieved-when, line 38
-- housed-3-months.achieved-when, line 38: the day when housed has lasted 3 months is on or after 1 January 2018
-- housed-3-months, line 36
-- housed-6-months.achieved-when, line 42: housed has lasted 6 months
-- housed-6-months.achieved-when, line 42
-- housed-6-months.achieved-when, line 42: the day when housed has lasted 6 months is on or after 1 January 2018
-- housed-6-months, line 40
-- housed-12-months.achieved-when, line 46: housed has lasted 12 months
-- housed-12-months.achieved-when, line 46
-- housed-12-months.achieved-when, line 46: the day when housed has lasted 12 months is on or after 1 January 2018
-- housed-12-months, line 44
-- housed-18-months.achieved-when, line 50: housed has lasted 18 months
-- housed-18-months.achieved-when, line 50
-- housed-18-months.achieved-when, line 50: the day when housed has lasted 18 months is on or after 1 January 2018
-- housed-18-months, line 48
-- housed-24-months.achieved-when, line 54: housed has lasted 24 months
-- housed-24-months.achieved-when, line 54
-- housed-24-months.achieved-when, line 54: the day when housed has lasted 24 months is on or after 1 January 2018
-- housed-24-months, line 52
CREATE OR REPLACE TABLE "people 3" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."rough-sleepers-helped.first-referred",
    p."rough-sleepers-helped.first-referred settled",
    p."rough-sleepers-helped.joined",
    p."rough-sleepers-helped.first-referred-2-provider",
    p."rough-sleepers-helped.first-referred-2 settled",
    p."entered-accommodation-met.first-claim",
    p."entered-accommodation-met.first-claim settled",
    p."entered-accommodation-met.first-claim id_order",
    p."entered-accommodation-met.first-claim-present",
    p."entered-accommodation-met.claim-not-before-term",
    p."entered-accommodation-met.claim-not-before-term settled",
    p."entered-accommodation-met.conditions",
    p."entered-accommodation-met.conditions settled",
    p."first-assessment-met.first-claim",
    p."first-assessment-met.first-claim settled",
    p."first-assessment-met.first-claim id_order",
    p."first-assessment-met.first-claim-present",
    p."first-assessment-met.claim-not-before-term",
    p."first-assessment-met.claim-not-before-term settled",
    p."first-assessment-met.conditions",
    p."first-assessment-met.conditions settled",
    p."second-assessment-met.first-claim",
    p."second-assessment-met.first-claim settled",
    p."second-assessment-met.first-claim id_order",
    p."second-assessment-met.first-claim-present",
    p."second-assessment-met.claim-not-before-term",
    p."second-assessment-met.claim-not-before-term settled",
    p."second-assessment-met.conditions",
    p."second-assessment-met.conditions settled",
    p."third-assessment-met.first-claim",
    p."third-assessment-met.first-claim settled",
    p."third-assessment-met.first-claim id_order",
    p."third-assessment-met.first-claim-present",
    p."third-assessment-met.claim-not-before-term",
    p."third-assessment-met.claim-not-before-term settled",
    p."third-assessment-met.conditions",
    p."third-assessment-met.conditions settled",
    p."mental-health-entry-met.first-claim",
    p."mental-health-entry-met.first-claim settled",
    p."mental-health-entry-met.first-claim id_order",
    p."mental-health-entry-met.first-claim-present",
    p."mental-health-entry-met.claim-not-before-term",
    p."mental-health-entry-met.claim-not-before-term settled",
    p."mental-health-entry-met.conditions",
    p."mental-health-entry-met.conditions settled",
    p."mental-health-sustained-met.first-claim",
    p."mental-health-sustained-met.first-claim settled",
    p."mental-health-sustained-met.first-claim id_order",
    p."mental-health-sustained-met.first-claim-present",
    p."mental-health-sustained-met.claim-not-before-term",
    p."mental-health-sustained-met.claim-not-before-term settled",
    p."mental-health-sustained-met.conditions",
    p."mental-health-sustained-met.conditions settled",
    p."alcohol-entry-met.first-claim",
    p."alcohol-entry-met.first-claim settled",
    p."alcohol-entry-met.first-claim id_order",
    p."alcohol-entry-met.first-claim-present",
    p."alcohol-entry-met.claim-not-before-term",
    p."alcohol-entry-met.claim-not-before-term settled",
    p."alcohol-entry-met.conditions",
    p."alcohol-entry-met.conditions settled",
    p."alcohol-sustained-met.first-claim",
    p."alcohol-sustained-met.first-claim settled",
    p."alcohol-sustained-met.first-claim id_order",
    p."alcohol-sustained-met.first-claim-present",
    p."alcohol-sustained-met.claim-not-before-term",
    p."alcohol-sustained-met.claim-not-before-term settled",
    p."alcohol-sustained-met.conditions",
    p."alcohol-sustained-met.conditions settled",
    p."drugs-entry-met.first-claim",
    p."drugs-entry-met.first-claim settled",
    p."drugs-entry-met.first-claim id_order",
    p."drugs-entry-met.first-claim-present",
    p."drugs-entry-met.claim-not-before-term",
    p."drugs-entry-met.claim-not-before-term settled",
    p."drugs-entry-met.conditions",
    p."drugs-entry-met.conditions settled",
    p."drugs-sustained-met.first-claim",
    p."drugs-sustained-met.first-claim settled",
    p."drugs-sustained-met.first-claim id_order",
    p."drugs-sustained-met.first-claim-present",
    p."drugs-sustained-met.claim-not-before-term",
    p."drugs-sustained-met.claim-not-before-term settled",
    p."drugs-sustained-met.conditions",
    p."drugs-sustained-met.conditions settled",
    p."qualification-met.first-claim",
    p."qualification-met.first-claim settled",
    p."qualification-met.first-claim id_order",
    p."qualification-met.first-claim-present",
    p."qualification-met.claim-not-before-term",
    p."qualification-met.claim-not-before-term settled",
    p."qualification-met.conditions",
    p."qualification-met.conditions settled",
    p."volunteering-13-weeks-met.first-claim",
    p."volunteering-13-weeks-met.first-claim settled",
    p."volunteering-13-weeks-met.first-claim id_order",
    p."volunteering-13-weeks-met.first-claim-present",
    p."volunteering-13-weeks-met.claim-not-before-term",
    p."volunteering-13-weeks-met.claim-not-before-term settled",
    p."volunteering-13-weeks-met.conditions",
    p."volunteering-13-weeks-met.conditions settled",
    p."volunteering-26-weeks-met.first-claim",
    p."volunteering-26-weeks-met.first-claim settled",
    p."volunteering-26-weeks-met.first-claim id_order",
    p."volunteering-26-weeks-met.first-claim-present",
    p."volunteering-26-weeks-met.claim-not-before-term",
    p."volunteering-26-weeks-met.claim-not-before-term settled",
    p."volunteering-26-weeks-met.conditions",
    p."volunteering-26-weeks-met.conditions settled",
    p."part-time-13-weeks-met.first-claim",
    p."part-time-13-weeks-met.first-claim settled",
    p."part-time-13-weeks-met.first-claim id_order",
    p."part-time-13-weeks-met.first-claim-present",
    p."part-time-13-weeks-met.claim-not-before-term",
    p."part-time-13-weeks-met.claim-not-before-term settled",
    p."part-time-13-weeks-met.conditions",
    p."part-time-13-weeks-met.conditions settled",
    p."part-time-26-weeks-met.first-claim",
    p."part-time-26-weeks-met.first-claim settled",
    p."part-time-26-weeks-met.first-claim id_order",
    p."part-time-26-weeks-met.first-claim-present",
    p."part-time-26-weeks-met.claim-not-before-term",
    p."part-time-26-weeks-met.claim-not-before-term settled",
    p."part-time-26-weeks-met.conditions",
    p."part-time-26-weeks-met.conditions settled",
    p."full-time-13-weeks-met.first-claim",
    p."full-time-13-weeks-met.first-claim settled",
    p."full-time-13-weeks-met.first-claim id_order",
    p."full-time-13-weeks-met.first-claim-present",
    p."full-time-13-weeks-met.claim-not-before-term",
    p."full-time-13-weeks-met.claim-not-before-term settled",
    p."full-time-13-weeks-met.conditions",
    p."full-time-13-weeks-met.conditions settled",
    p."full-time-26-weeks-met.first-claim",
    p."full-time-26-weeks-met.first-claim settled",
    p."full-time-26-weeks-met.first-claim id_order",
    p."full-time-26-weeks-met.first-claim-present",
    p."full-time-26-weeks-met.claim-not-before-term",
    p."full-time-26-weeks-met.claim-not-before-term settled",
    p."full-time-26-weeks-met.conditions",
    p."full-time-26-weeks-met.conditions settled",
    p."housed-3.price",
    p."housed-12.price",
    p."housed-18.price",
    p."housed-24.price",
    p."entered-accommodation-paid.price",
    p."first-assessment-paid.price",
    p."mental-health-entry-paid.price",
    p."alcohol-sustained-paid.price",
    p."drugs-entry-paid.price",
    p."qualification-paid.price",
    p."volunteering-13-weeks-paid.price",
    p."volunteering-26-weeks-paid.price",
    p."part-time-13-weeks-paid.price",
    p."full-time-13-weeks-paid.price",
    p."full-time-26-weeks-paid.price",
    k1.first.event.event_id AS "housed-3-months.first-that-lasts",
    coalesce(k1.first.settled, 738155) AS "housed-3-months.first-that-lasts settled",
    k1.first.event."id_order" AS "housed-3-months.first-that-lasts id_order",
    k1.first.event."occurred_on" AS "housed-3-months.first-that-lasts occurred_on",
    k2.first.event.event_id AS "housed-6-months.first-that-lasts",
    coalesce(k2.first.settled, 738155) AS "housed-6-months.first-that-lasts settled",
    k2.first.event."id_order" AS "housed-6-months.first-that-lasts id_order",
    k2.first.event."occurred_on" AS "housed-6-months.first-that-lasts occurred_on",
    k3.first.event.event_id AS "housed-12-months.first-that-lasts",
    coalesce(k3.first.settled, 738155) AS "housed-12-months.first-that-lasts settled",
    k3.first.event."id_order" AS "housed-12-months.first-that-lasts id_order",
    k3.first.event."occurred_on" AS "housed-12-months.first-that-lasts occurred_on",
    k4.first.event.event_id AS "housed-18-months.first-that-lasts",
    coalesce(k4.first.settled, 738155) AS "housed-18-months.first-that-lasts settled",
    k4.first.event."id_order" AS "housed-18-months.first-that-lasts id_order",
    k4.first.event."occurred_on" AS "housed-18-months.first-that-lasts occurred_on",
    k5.first.event.event_id AS "housed-24-months.first-that-lasts",
    coalesce(k5.first.settled, 738155) AS "housed-24-months.first-that-lasts settled",
    k5.first.event."id_order" AS "housed-24-months.first-that-lasts id_order",
    k5.first.event."occurred_on" AS "housed-24-months.first-that-lasts occurred_on"
  FROM "people 1" p
  LEFT JOIN (
    SELECT s.person, min({event: {"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}, settled: s."housed-3-months.spell-that-lasts settled"}) AS first
    FROM "spell:housed 2" s JOIN event e ON e.event_id = s."housed-3-months.spell-that-lasts"
    GROUP BY s.person
  ) k1 ON k1.person = p.person
  LEFT JOIN (
    SELECT s.person, min({event: {"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}, settled: s."housed-6-months.spell-that-lasts settled"}) AS first
    FROM "spell:housed 2" s JOIN event e ON e.event_id = s."housed-6-months.spell-that-lasts"
    GROUP BY s.person
  ) k2 ON k2.person = p.person
  LEFT JOIN (
    SELECT s.person, min({event: {"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}, settled: s."housed-12-months.spell-that-lasts settled"}) AS first
    FROM "spell:housed 2" s JOIN event e ON e.event_id = s."housed-12-months.spell-that-lasts"
    GROUP BY s.person
  ) k3 ON k3.person = p.person
  LEFT JOIN (
    SELECT s.person, min({event: {"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}, settled: s."housed-18-months.spell-that-lasts settled"}) AS first
    FROM "spell:housed 2" s JOIN event e ON e.event_id = s."housed-18-months.spell-that-lasts"
    GROUP BY s.person
  ) k4 ON k4.person = p.person
  LEFT JOIN (
    SELECT s.person, min({event: {"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}, settled: s."housed-24-months.spell-that-lasts settled"}) AS first
    FROM "spell:housed 2" s JOIN event e ON e.event_id = s."housed-24-months.spell-that-lasts"
    GROUP BY s.person
  ) k5 ON k5.person = p.person
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "housed-3-months.first-that-lasts occurred_on" AS "housed-3-months.first-that-lasts-occurred-on",
    "housed-3-months.first-that-lasts" IS NOT NULL AS "housed-3-months.first-that-lasts-present",
    "housed-6-months.first-that-lasts occurred_on" AS "housed-6-months.first-that-lasts-occurred-on",
    "housed-6-months.first-that-lasts" IS NOT NULL AS "housed-6-months.first-that-lasts-present",
    "housed-12-months.first-that-lasts occurred_on" AS "housed-12-months.first-that-lasts-occurred-on",
    "housed-12-months.first-that-lasts" IS NOT NULL AS "housed-12-months.first-that-lasts-present",
    "housed-18-months.first-that-lasts occurred_on" AS "housed-18-months.first-that-lasts-occurred-on",
    "housed-18-months.first-that-lasts" IS NOT NULL AS "housed-18-months.first-that-lasts-present",
    "housed-24-months.first-that-lasts occurred_on" AS "housed-24-months.first-that-lasts-occurred-on",
    "housed-24-months.first-that-lasts" IS NOT NULL AS "housed-24-months.first-that-lasts-present"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    months_to_last_day("housed-3-months.first-that-lasts-occurred-on", 3) AS "housed-3-months.first-that-lasts-occurred-on-plus-3-months",
    months_to_last_day("housed-6-months.first-that-lasts-occurred-on", 6) AS "housed-6-months.first-that-lasts-occurred-on-plus-6-months",
    months_to_last_day("housed-12-months.first-that-lasts-occurred-on", 12) AS "housed-12-months.first-that-lasts-occurred-on-plus-12-months",
    months_to_last_day("housed-18-months.first-that-lasts-occurred-on", 18) AS "housed-18-months.first-that-lasts-occurred-on-plus-18-months",
    months_to_last_day("housed-24-months.first-that-lasts-occurred-on", 24) AS "housed-24-months.first-that-lasts-occurred-on-plus-24-months"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("housed-3-months.first-that-lasts-occurred-on-plus-3-months" >= 736695, false) AS "housed-3-months.first-that-lasts-occurred-on-plus-3-months-in-time",
    CASE WHEN "housed-3-months.first-that-lasts-occurred-on-plus-3-months" IS NULL THEN least("housed-3-months.first-that-lasts settled", 738155) ELSE greatest("housed-3-months.first-that-lasts-occurred-on-plus-3-months", "housed-3-months.first-that-lasts settled") END AS "housed-3-months.first-that-lasts-occurred-on-plus-3-months-in-time settled",
    coalesce("housed-6-months.first-that-lasts-occurred-on-plus-6-months" >= 736695, false) AS "housed-6-months.first-that-lasts-occurred-on-plus-6-months-in-time",
    CASE WHEN "housed-6-months.first-that-lasts-occurred-on-plus-6-months" IS NULL THEN least("housed-6-months.first-that-lasts settled", 738155) ELSE greatest("housed-6-months.first-that-lasts-occurred-on-plus-6-months", "housed-6-months.first-that-lasts settled") END AS "housed-6-months.first-that-lasts-occurred-on-plus-6-months-in-time settled",
    coalesce("housed-12-months.first-that-lasts-occurred-on-plus-12-months" >= 736695, false) AS "housed-12-months.first-that-lasts-occurred-on-plus-12-months-in-time",
    CASE WHEN "housed-12-months.first-that-lasts-occurred-on-plus-12-months" IS NULL THEN least("housed-12-months.first-that-lasts settled", 738155) ELSE greatest("housed-12-months.first-that-lasts-occurred-on-plus-12-months", "housed-12-months.first-that-lasts settled") END AS "housed-12-months.first-that-lasts-occurred-on-plus-12-months-in-time settled",
    coalesce("housed-18-months.first-that-lasts-occurred-on-plus-18-months" >= 736695, false) AS "housed-18-months.first-that-lasts-occurred-on-plus-18-months-in-time",
    CASE WHEN "housed-18-months.first-that-lasts-occurred-on-plus-18-months" IS NULL THEN least("housed-18-months.first-that-lasts settled", 738155) ELSE greatest("housed-18-months.first-that-lasts-occurred-on-plus-18-months", "housed-18-months.first-that-lasts settled") END AS "housed-18-months.first-that-lasts-occurred-on-plus-18-months-in-time settled",
    coalesce("housed-24-months.first-that-lasts-occurred-on-plus-24-months" >= 736695, false) AS "housed-24-months.first-that-lasts-occurred-on-plus-24-months-in-time",
    CASE WHEN "housed-24-months.first-that-lasts-occurred-on-plus-24-months" IS NULL THEN least("housed-24-months.first-that-lasts settled", 738155) ELSE greatest("housed-24-months.first-that-lasts-occurred-on-plus-24-months", "housed-24-months.first-that-lasts settled") END AS "housed-24-months.first-that-lasts-occurred-on-plus-24-months-in-time settled"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "rough-sleepers-helped.joined" AND "housed-3-months.first-that-lasts-present" AND "housed-3-months.first-that-lasts-occurred-on-plus-3-months-in-time" AS "housed-3-months.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "housed-3-months.first-that-lasts-present" AND "housed-3-months.first-that-lasts-occurred-on-plus-3-months-in-time" THEN greatest("rough-sleepers-helped.first-referred settled", "housed-3-months.first-that-lasts settled", "housed-3-months.first-that-lasts-occurred-on-plus-3-months-in-time settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "housed-3-months.first-that-lasts-present" THEN "housed-3-months.first-that-lasts settled" END, CASE WHEN NOT "housed-3-months.first-that-lasts-occurred-on-plus-3-months-in-time" THEN "housed-3-months.first-that-lasts-occurred-on-plus-3-months-in-time settled" END) END AS "housed-3-months.conditions settled",
    "rough-sleepers-helped.joined" AND "housed-6-months.first-that-lasts-present" AND "housed-6-months.first-that-lasts-occurred-on-plus-6-months-in-time" AS "housed-6-months.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "housed-6-months.first-that-lasts-present" AND "housed-6-months.first-that-lasts-occurred-on-plus-6-months-in-time" THEN greatest("rough-sleepers-helped.first-referred settled", "housed-6-months.first-that-lasts settled", "housed-6-months.first-that-lasts-occurred-on-plus-6-months-in-time settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "housed-6-months.first-that-lasts-present" THEN "housed-6-months.first-that-lasts settled" END, CASE WHEN NOT "housed-6-months.first-that-lasts-occurred-on-plus-6-months-in-time" THEN "housed-6-months.first-that-lasts-occurred-on-plus-6-months-in-time settled" END) END AS "housed-6-months.conditions settled",
    "rough-sleepers-helped.joined" AND "housed-12-months.first-that-lasts-present" AND "housed-12-months.first-that-lasts-occurred-on-plus-12-months-in-time" AS "housed-12-months.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "housed-12-months.first-that-lasts-present" AND "housed-12-months.first-that-lasts-occurred-on-plus-12-months-in-time" THEN greatest("rough-sleepers-helped.first-referred settled", "housed-12-months.first-that-lasts settled", "housed-12-months.first-that-lasts-occurred-on-plus-12-months-in-time settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "housed-12-months.first-that-lasts-present" THEN "housed-12-months.first-that-lasts settled" END, CASE WHEN NOT "housed-12-months.first-that-lasts-occurred-on-plus-12-months-in-time" THEN "housed-12-months.first-that-lasts-occurred-on-plus-12-months-in-time settled" END) END AS "housed-12-months.conditions settled",
    "rough-sleepers-helped.joined" AND "housed-18-months.first-that-lasts-present" AND "housed-18-months.first-that-lasts-occurred-on-plus-18-months-in-time" AS "housed-18-months.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "housed-18-months.first-that-lasts-present" AND "housed-18-months.first-that-lasts-occurred-on-plus-18-months-in-time" THEN greatest("rough-sleepers-helped.first-referred settled", "housed-18-months.first-that-lasts settled", "housed-18-months.first-that-lasts-occurred-on-plus-18-months-in-time settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "housed-18-months.first-that-lasts-present" THEN "housed-18-months.first-that-lasts settled" END, CASE WHEN NOT "housed-18-months.first-that-lasts-occurred-on-plus-18-months-in-time" THEN "housed-18-months.first-that-lasts-occurred-on-plus-18-months-in-time settled" END) END AS "housed-18-months.conditions settled",
    "rough-sleepers-helped.joined" AND "housed-24-months.first-that-lasts-present" AND "housed-24-months.first-that-lasts-occurred-on-plus-24-months-in-time" AS "housed-24-months.conditions",
    CASE WHEN "rough-sleepers-helped.joined" AND "housed-24-months.first-that-lasts-present" AND "housed-24-months.first-that-lasts-occurred-on-plus-24-months-in-time" THEN greatest("rough-sleepers-helped.first-referred settled", "housed-24-months.first-that-lasts settled", "housed-24-months.first-that-lasts-occurred-on-plus-24-months-in-time settled") ELSE least(CASE WHEN NOT "rough-sleepers-helped.joined" THEN "rough-sleepers-helped.first-referred settled" END, CASE WHEN NOT "housed-24-months.first-that-lasts-present" THEN "housed-24-months.first-that-lasts settled" END, CASE WHEN NOT "housed-24-months.first-that-lasts-occurred-on-plus-24-months-in-time" THEN "housed-24-months.first-that-lasts-occurred-on-plus-24-months-in-time settled" END) END AS "housed-24-months.conditions settled"
  FROM row_3
)
SELECT person, "rough-sleepers-helped.first-referred", "rough-sleepers-helped.first-referred settled", "rough-sleepers-helped.joined", "rough-sleepers-helped.first-referred-2-provider", "rough-sleepers-helped.first-referred-2 settled", "entered-accommodation-met.first-claim", "entered-accommodation-met.first-claim settled", "entered-accommodation-met.first-claim id_order", "entered-accommodation-met.first-claim-present", "entered-accommodation-met.claim-not-before-term", "entered-accommodation-met.claim-not-before-term settled", "entered-accommodation-met.conditions", "entered-accommodation-met.conditions settled", "first-assessment-met.first-claim", "first-assessment-met.first-claim settled", "first-assessment-met.first-claim id_order", "first-assessment-met.first-claim-present", "first-assessment-met.claim-not-before-term", "first-assessment-met.claim-not-before-term settled", "first-assessment-met.conditions", "first-assessment-met.conditions settled", "second-assessment-met.first-claim", "second-assessment-met.first-claim settled", "second-assessment-met.first-claim id_order", "second-assessment-met.first-claim-present", "second-assessment-met.claim-not-before-term", "second-assessment-met.claim-not-before-term settled", "second-assessment-met.conditions", "second-assessment-met.conditions settled", "third-assessment-met.first-claim", "third-assessment-met.first-claim settled", "third-assessment-met.first-claim id_order", "third-assessment-met.first-claim-present", "third-assessment-met.claim-not-before-term", "third-assessment-met.claim-not-before-term settled", "third-assessment-met.conditions", "third-assessment-met.conditions settled", "mental-health-entry-met.first-claim", "mental-health-entry-met.first-claim settled", "mental-health-entry-met.first-claim id_order", "mental-health-entry-met.first-claim-present", "mental-health-entry-met.claim-not-before-term", "mental-health-entry-met.claim-not-before-term settled", "mental-health-entry-met.conditions", "mental-health-entry-met.conditions settled", "mental-health-sustained-met.first-claim", "mental-health-sustained-met.first-claim settled", "mental-health-sustained-met.first-claim id_order", "mental-health-sustained-met.first-claim-present", "mental-health-sustained-met.claim-not-before-term", "mental-health-sustained-met.claim-not-before-term settled", "mental-health-sustained-met.conditions", "mental-health-sustained-met.conditions settled", "alcohol-entry-met.first-claim", "alcohol-entry-met.first-claim settled", "alcohol-entry-met.first-claim id_order", "alcohol-entry-met.first-claim-present", "alcohol-entry-met.claim-not-before-term", "alcohol-entry-met.claim-not-before-term settled", "alcohol-entry-met.conditions", "alcohol-entry-met.conditions settled", "alcohol-sustained-met.first-claim", "alcohol-sustained-met.first-claim settled", "alcohol-sustained-met.first-claim id_order", "alcohol-sustained-met.first-claim-present", "alcohol-sustained-met.claim-not-before-term", "alcohol-sustained-met.claim-not-before-term settled", "alcohol-sustained-met.conditions", "alcohol-sustained-met.conditions settled", "drugs-entry-met.first-claim", "drugs-entry-met.first-claim settled", "drugs-entry-met.first-claim id_order", "drugs-entry-met.first-claim-present", "drugs-entry-met.claim-not-before-term", "drugs-entry-met.claim-not-before-term settled", "drugs-entry-met.conditions", "drugs-entry-met.conditions settled", "drugs-sustained-met.first-claim", "drugs-sustained-met.first-claim settled", "drugs-sustained-met.first-claim id_order", "drugs-sustained-met.first-claim-present", "drugs-sustained-met.claim-not-before-term", "drugs-sustained-met.claim-not-before-term settled", "drugs-sustained-met.conditions", "drugs-sustained-met.conditions settled", "qualification-met.first-claim", "qualification-met.first-claim settled", "qualification-met.first-claim id_order", "qualification-met.first-claim-present", "qualification-met.claim-not-before-term", "qualification-met.claim-not-before-term settled", "qualification-met.conditions", "qualification-met.conditions settled", "volunteering-13-weeks-met.first-claim", "volunteering-13-weeks-met.first-claim settled", "volunteering-13-weeks-met.first-claim id_order", "volunteering-13-weeks-met.first-claim-present", "volunteering-13-weeks-met.claim-not-before-term", "volunteering-13-weeks-met.claim-not-before-term settled", "volunteering-13-weeks-met.conditions", "volunteering-13-weeks-met.conditions settled", "volunteering-26-weeks-met.first-claim", "volunteering-26-weeks-met.first-claim settled", "volunteering-26-weeks-met.first-claim id_order", "volunteering-26-weeks-met.first-claim-present", "volunteering-26-weeks-met.claim-not-before-term", "volunteering-26-weeks-met.claim-not-before-term settled", "volunteering-26-weeks-met.conditions", "volunteering-26-weeks-met.conditions settled", "part-time-13-weeks-met.first-claim", "part-time-13-weeks-met.first-claim settled", "part-time-13-weeks-met.first-claim id_order", "part-time-13-weeks-met.first-claim-present", "part-time-13-weeks-met.claim-not-before-term", "part-time-13-weeks-met.claim-not-before-term settled", "part-time-13-weeks-met.conditions", "part-time-13-weeks-met.conditions settled", "part-time-26-weeks-met.first-claim", "part-time-26-weeks-met.first-claim settled", "part-time-26-weeks-met.first-claim id_order", "part-time-26-weeks-met.first-claim-present", "part-time-26-weeks-met.claim-not-before-term", "part-time-26-weeks-met.claim-not-before-term settled", "part-time-26-weeks-met.conditions", "part-time-26-weeks-met.conditions settled", "full-time-13-weeks-met.first-claim", "full-time-13-weeks-met.first-claim settled", "full-time-13-weeks-met.first-claim id_order", "full-time-13-weeks-met.first-claim-present", "full-time-13-weeks-met.claim-not-before-term", "full-time-13-weeks-met.claim-not-before-term settled", "full-time-13-weeks-met.conditions", "full-time-13-weeks-met.conditions settled", "full-time-26-weeks-met.first-claim", "full-time-26-weeks-met.first-claim settled", "full-time-26-weeks-met.first-claim id_order", "full-time-26-weeks-met.first-claim-present", "full-time-26-weeks-met.claim-not-before-term", "full-time-26-weeks-met.claim-not-before-term settled", "full-time-26-weeks-met.conditions", "full-time-26-weeks-met.conditions settled", "housed-3.price", "housed-12.price", "housed-18.price", "housed-24.price", "entered-accommodation-paid.price", "first-assessment-paid.price", "mental-health-entry-paid.price", "alcohol-sustained-paid.price", "drugs-entry-paid.price", "qualification-paid.price", "volunteering-13-weeks-paid.price", "volunteering-26-weeks-paid.price", "part-time-13-weeks-paid.price", "full-time-13-weeks-paid.price", "full-time-26-weeks-paid.price", "housed-3-months.first-that-lasts", "housed-3-months.first-that-lasts settled", "housed-3-months.first-that-lasts id_order", "housed-3-months.first-that-lasts-occurred-on-plus-3-months-in-time", "housed-3-months.first-that-lasts-occurred-on-plus-3-months-in-time settled", "housed-3-months.first-that-lasts-present", "housed-3-months.conditions", "housed-3-months.conditions settled", "housed-6-months.first-that-lasts", "housed-6-months.first-that-lasts settled", "housed-6-months.first-that-lasts id_order", "housed-6-months.first-that-lasts-occurred-on-plus-6-months-in-time", "housed-6-months.first-that-lasts-occurred-on-plus-6-months-in-time settled", "housed-6-months.first-that-lasts-present", "housed-6-months.conditions", "housed-6-months.conditions settled", "housed-12-months.first-that-lasts", "housed-12-months.first-that-lasts settled", "housed-12-months.first-that-lasts id_order", "housed-12-months.first-that-lasts-occurred-on-plus-12-months-in-time", "housed-12-months.first-that-lasts-occurred-on-plus-12-months-in-time settled", "housed-12-months.first-that-lasts-present", "housed-12-months.conditions", "housed-12-months.conditions settled", "housed-18-months.first-that-lasts", "housed-18-months.first-that-lasts settled", "housed-18-months.first-that-lasts id_order", "housed-18-months.first-that-lasts-occurred-on-plus-18-months-in-time", "housed-18-months.first-that-lasts-occurred-on-plus-18-months-in-time settled", "housed-18-months.first-that-lasts-present", "housed-18-months.conditions", "housed-18-months.conditions settled", "housed-24-months.first-that-lasts", "housed-24-months.first-that-lasts settled", "housed-24-months.first-that-lasts id_order", "housed-24-months.first-that-lasts-occurred-on-plus-24-months-in-time", "housed-24-months.first-that-lasts-occurred-on-plus-24-months-in-time settled", "housed-24-months.first-that-lasts-present", "housed-24-months.conditions", "housed-24-months.conditions settled"
FROM row_4;

-- housed-3.pays, line 125
-- housed-6.pays, line 129
-- housed-12.pays, line 133
-- housed-18.pays, line 137
-- housed-24.pays, line 141
-- entered-accommodation-paid.pays, line 145
-- first-assessment-paid.pays, line 149
-- second-assessment-paid.pays, line 153
-- third-assessment-paid.pays, line 157
-- mental-health-entry-paid.pays, line 161
-- mental-health-sustained-paid.pays, line 165
-- alcohol-entry-paid.pays, line 169
-- alcohol-sustained-paid.pays, line 173
-- drugs-entry-paid.pays, line 177
-- drugs-sustained-paid.pays, line 181
-- qualification-paid.pays, line 185
-- volunteering-13-weeks-paid.pays, line 189
-- volunteering-26-weeks-paid.pays, line 193
-- part-time-13-weeks-paid.pays, line 197
-- part-time-26-weeks-paid.pays, line 201
-- full-time-13-weeks-paid.pays, line 205
-- full-time-26-weeks-paid.pays, line 209
CREATE OR REPLACE TABLE "people lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "housed-3-months.first-that-lasts id_order" AS id_order,
  CASE WHEN "housed-3-months.first-that-lasts id_order" IS NULL THEN concat('housed-3/', in_person(person)) END AS line_id,
  CASE WHEN "housed-3-months.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "housed-3-months.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "housed-3-months.conditions" AND "housed-3-months.conditions settled" <= getvariable('as_at') THEN "housed-3.price" ELSE coalesce("housed-3.price", 0) END AS amount,
  CASE WHEN "housed-3-months.conditions" AND "housed-3-months.conditions settled" <= getvariable('as_at') THEN "housed-3-months.conditions settled" END AS earned_on,
  CASE WHEN "housed-3-months.conditions" AND "housed-3-months.conditions settled" <= getvariable('as_at') THEN quarter_end("housed-3-months.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("housed-3-months.conditions" AND "housed-3-months.conditions settled" <= getvariable('as_at') AND coalesce("housed-3.price", 0) <> 0)
  OR NOT "housed-3-months.conditions" OR "housed-3-months.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(1 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "housed-6-months.first-that-lasts id_order" AS id_order,
  CASE WHEN "housed-6-months.first-that-lasts id_order" IS NULL THEN concat('housed-6/', in_person(person)) END AS line_id,
  CASE WHEN "housed-6-months.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "housed-6-months.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "housed-6-months.conditions" AND "housed-6-months.conditions settled" <= getvariable('as_at') THEN "housed-3.price" ELSE coalesce("housed-3.price", 0) END AS amount,
  CASE WHEN "housed-6-months.conditions" AND "housed-6-months.conditions settled" <= getvariable('as_at') THEN "housed-6-months.conditions settled" END AS earned_on,
  CASE WHEN "housed-6-months.conditions" AND "housed-6-months.conditions settled" <= getvariable('as_at') THEN quarter_end("housed-6-months.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("housed-6-months.conditions" AND "housed-6-months.conditions settled" <= getvariable('as_at') AND coalesce("housed-3.price", 0) <> 0)
  OR NOT "housed-6-months.conditions" OR "housed-6-months.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(2 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "housed-12-months.first-that-lasts id_order" AS id_order,
  CASE WHEN "housed-12-months.first-that-lasts id_order" IS NULL THEN concat('housed-12/', in_person(person)) END AS line_id,
  CASE WHEN "housed-12-months.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "housed-12-months.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "housed-12-months.conditions" AND "housed-12-months.conditions settled" <= getvariable('as_at') THEN "housed-12.price" ELSE coalesce("housed-12.price", 0) END AS amount,
  CASE WHEN "housed-12-months.conditions" AND "housed-12-months.conditions settled" <= getvariable('as_at') THEN "housed-12-months.conditions settled" END AS earned_on,
  CASE WHEN "housed-12-months.conditions" AND "housed-12-months.conditions settled" <= getvariable('as_at') THEN quarter_end("housed-12-months.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("housed-12-months.conditions" AND "housed-12-months.conditions settled" <= getvariable('as_at') AND coalesce("housed-12.price", 0) <> 0)
  OR NOT "housed-12-months.conditions" OR "housed-12-months.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(3 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "housed-18-months.first-that-lasts id_order" AS id_order,
  CASE WHEN "housed-18-months.first-that-lasts id_order" IS NULL THEN concat('housed-18/', in_person(person)) END AS line_id,
  CASE WHEN "housed-18-months.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "housed-18-months.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "housed-18-months.conditions" AND "housed-18-months.conditions settled" <= getvariable('as_at') THEN "housed-18.price" ELSE coalesce("housed-18.price", 0) END AS amount,
  CASE WHEN "housed-18-months.conditions" AND "housed-18-months.conditions settled" <= getvariable('as_at') THEN "housed-18-months.conditions settled" END AS earned_on,
  CASE WHEN "housed-18-months.conditions" AND "housed-18-months.conditions settled" <= getvariable('as_at') THEN quarter_end("housed-18-months.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("housed-18-months.conditions" AND "housed-18-months.conditions settled" <= getvariable('as_at') AND coalesce("housed-18.price", 0) <> 0)
  OR NOT "housed-18-months.conditions" OR "housed-18-months.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(4 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "housed-24-months.first-that-lasts id_order" AS id_order,
  CASE WHEN "housed-24-months.first-that-lasts id_order" IS NULL THEN concat('housed-24/', in_person(person)) END AS line_id,
  CASE WHEN "housed-24-months.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "housed-24-months.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "housed-24-months.conditions" AND "housed-24-months.conditions settled" <= getvariable('as_at') THEN "housed-24.price" ELSE coalesce("housed-24.price", 0) END AS amount,
  CASE WHEN "housed-24-months.conditions" AND "housed-24-months.conditions settled" <= getvariable('as_at') THEN "housed-24-months.conditions settled" END AS earned_on,
  CASE WHEN "housed-24-months.conditions" AND "housed-24-months.conditions settled" <= getvariable('as_at') THEN quarter_end("housed-24-months.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("housed-24-months.conditions" AND "housed-24-months.conditions settled" <= getvariable('as_at') AND coalesce("housed-24.price", 0) <> 0)
  OR NOT "housed-24-months.conditions" OR "housed-24-months.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(5 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "entered-accommodation-met.first-claim id_order" AS id_order,
  CASE WHEN "entered-accommodation-met.first-claim id_order" IS NULL THEN concat('entered-accommodation-paid/', in_person(person)) END AS line_id,
  CASE WHEN "entered-accommodation-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "entered-accommodation-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "entered-accommodation-met.conditions" AND "entered-accommodation-met.conditions settled" <= getvariable('as_at') THEN "entered-accommodation-paid.price" ELSE coalesce("entered-accommodation-paid.price", 0) END AS amount,
  CASE WHEN "entered-accommodation-met.conditions" AND "entered-accommodation-met.conditions settled" <= getvariable('as_at') THEN "entered-accommodation-met.conditions settled" END AS earned_on,
  CASE WHEN "entered-accommodation-met.conditions" AND "entered-accommodation-met.conditions settled" <= getvariable('as_at') THEN quarter_end("entered-accommodation-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("entered-accommodation-met.conditions" AND "entered-accommodation-met.conditions settled" <= getvariable('as_at') AND coalesce("entered-accommodation-paid.price", 0) <> 0)
  OR NOT "entered-accommodation-met.conditions" OR "entered-accommodation-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(6 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "first-assessment-met.first-claim id_order" AS id_order,
  CASE WHEN "first-assessment-met.first-claim id_order" IS NULL THEN concat('first-assessment-paid/', in_person(person)) END AS line_id,
  CASE WHEN "first-assessment-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "first-assessment-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "first-assessment-met.conditions" AND "first-assessment-met.conditions settled" <= getvariable('as_at') THEN "first-assessment-paid.price" ELSE coalesce("first-assessment-paid.price", 0) END AS amount,
  CASE WHEN "first-assessment-met.conditions" AND "first-assessment-met.conditions settled" <= getvariable('as_at') THEN "first-assessment-met.conditions settled" END AS earned_on,
  CASE WHEN "first-assessment-met.conditions" AND "first-assessment-met.conditions settled" <= getvariable('as_at') THEN quarter_end("first-assessment-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("first-assessment-met.conditions" AND "first-assessment-met.conditions settled" <= getvariable('as_at') AND coalesce("first-assessment-paid.price", 0) <> 0)
  OR NOT "first-assessment-met.conditions" OR "first-assessment-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(7 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "second-assessment-met.first-claim id_order" AS id_order,
  CASE WHEN "second-assessment-met.first-claim id_order" IS NULL THEN concat('second-assessment-paid/', in_person(person)) END AS line_id,
  CASE WHEN "second-assessment-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "second-assessment-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "second-assessment-met.conditions" AND "second-assessment-met.conditions settled" <= getvariable('as_at') THEN "first-assessment-paid.price" ELSE coalesce("first-assessment-paid.price", 0) END AS amount,
  CASE WHEN "second-assessment-met.conditions" AND "second-assessment-met.conditions settled" <= getvariable('as_at') THEN "second-assessment-met.conditions settled" END AS earned_on,
  CASE WHEN "second-assessment-met.conditions" AND "second-assessment-met.conditions settled" <= getvariable('as_at') THEN quarter_end("second-assessment-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("second-assessment-met.conditions" AND "second-assessment-met.conditions settled" <= getvariable('as_at') AND coalesce("first-assessment-paid.price", 0) <> 0)
  OR NOT "second-assessment-met.conditions" OR "second-assessment-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(8 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "third-assessment-met.first-claim id_order" AS id_order,
  CASE WHEN "third-assessment-met.first-claim id_order" IS NULL THEN concat('third-assessment-paid/', in_person(person)) END AS line_id,
  CASE WHEN "third-assessment-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "third-assessment-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "third-assessment-met.conditions" AND "third-assessment-met.conditions settled" <= getvariable('as_at') THEN "first-assessment-paid.price" ELSE coalesce("first-assessment-paid.price", 0) END AS amount,
  CASE WHEN "third-assessment-met.conditions" AND "third-assessment-met.conditions settled" <= getvariable('as_at') THEN "third-assessment-met.conditions settled" END AS earned_on,
  CASE WHEN "third-assessment-met.conditions" AND "third-assessment-met.conditions settled" <= getvariable('as_at') THEN quarter_end("third-assessment-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("third-assessment-met.conditions" AND "third-assessment-met.conditions settled" <= getvariable('as_at') AND coalesce("first-assessment-paid.price", 0) <> 0)
  OR NOT "third-assessment-met.conditions" OR "third-assessment-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(9 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "mental-health-entry-met.first-claim id_order" AS id_order,
  CASE WHEN "mental-health-entry-met.first-claim id_order" IS NULL THEN concat('mental-health-entry-paid/', in_person(person)) END AS line_id,
  CASE WHEN "mental-health-entry-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "mental-health-entry-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "mental-health-entry-met.conditions" AND "mental-health-entry-met.conditions settled" <= getvariable('as_at') THEN "mental-health-entry-paid.price" ELSE coalesce("mental-health-entry-paid.price", 0) END AS amount,
  CASE WHEN "mental-health-entry-met.conditions" AND "mental-health-entry-met.conditions settled" <= getvariable('as_at') THEN "mental-health-entry-met.conditions settled" END AS earned_on,
  CASE WHEN "mental-health-entry-met.conditions" AND "mental-health-entry-met.conditions settled" <= getvariable('as_at') THEN quarter_end("mental-health-entry-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("mental-health-entry-met.conditions" AND "mental-health-entry-met.conditions settled" <= getvariable('as_at') AND coalesce("mental-health-entry-paid.price", 0) <> 0)
  OR NOT "mental-health-entry-met.conditions" OR "mental-health-entry-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(10 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "mental-health-sustained-met.first-claim id_order" AS id_order,
  CASE WHEN "mental-health-sustained-met.first-claim id_order" IS NULL THEN concat('mental-health-sustained-paid/', in_person(person)) END AS line_id,
  CASE WHEN "mental-health-sustained-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "mental-health-sustained-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "mental-health-sustained-met.conditions" AND "mental-health-sustained-met.conditions settled" <= getvariable('as_at') THEN "entered-accommodation-paid.price" ELSE coalesce("entered-accommodation-paid.price", 0) END AS amount,
  CASE WHEN "mental-health-sustained-met.conditions" AND "mental-health-sustained-met.conditions settled" <= getvariable('as_at') THEN "mental-health-sustained-met.conditions settled" END AS earned_on,
  CASE WHEN "mental-health-sustained-met.conditions" AND "mental-health-sustained-met.conditions settled" <= getvariable('as_at') THEN quarter_end("mental-health-sustained-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("mental-health-sustained-met.conditions" AND "mental-health-sustained-met.conditions settled" <= getvariable('as_at') AND coalesce("entered-accommodation-paid.price", 0) <> 0)
  OR NOT "mental-health-sustained-met.conditions" OR "mental-health-sustained-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(11 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "alcohol-entry-met.first-claim id_order" AS id_order,
  CASE WHEN "alcohol-entry-met.first-claim id_order" IS NULL THEN concat('alcohol-entry-paid/', in_person(person)) END AS line_id,
  CASE WHEN "alcohol-entry-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "alcohol-entry-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "alcohol-entry-met.conditions" AND "alcohol-entry-met.conditions settled" <= getvariable('as_at') THEN "first-assessment-paid.price" ELSE coalesce("first-assessment-paid.price", 0) END AS amount,
  CASE WHEN "alcohol-entry-met.conditions" AND "alcohol-entry-met.conditions settled" <= getvariable('as_at') THEN "alcohol-entry-met.conditions settled" END AS earned_on,
  CASE WHEN "alcohol-entry-met.conditions" AND "alcohol-entry-met.conditions settled" <= getvariable('as_at') THEN quarter_end("alcohol-entry-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("alcohol-entry-met.conditions" AND "alcohol-entry-met.conditions settled" <= getvariable('as_at') AND coalesce("first-assessment-paid.price", 0) <> 0)
  OR NOT "alcohol-entry-met.conditions" OR "alcohol-entry-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(12 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "alcohol-sustained-met.first-claim id_order" AS id_order,
  CASE WHEN "alcohol-sustained-met.first-claim id_order" IS NULL THEN concat('alcohol-sustained-paid/', in_person(person)) END AS line_id,
  CASE WHEN "alcohol-sustained-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "alcohol-sustained-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "alcohol-sustained-met.conditions" AND "alcohol-sustained-met.conditions settled" <= getvariable('as_at') THEN "alcohol-sustained-paid.price" ELSE coalesce("alcohol-sustained-paid.price", 0) END AS amount,
  CASE WHEN "alcohol-sustained-met.conditions" AND "alcohol-sustained-met.conditions settled" <= getvariable('as_at') THEN "alcohol-sustained-met.conditions settled" END AS earned_on,
  CASE WHEN "alcohol-sustained-met.conditions" AND "alcohol-sustained-met.conditions settled" <= getvariable('as_at') THEN quarter_end("alcohol-sustained-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("alcohol-sustained-met.conditions" AND "alcohol-sustained-met.conditions settled" <= getvariable('as_at') AND coalesce("alcohol-sustained-paid.price", 0) <> 0)
  OR NOT "alcohol-sustained-met.conditions" OR "alcohol-sustained-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(13 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "drugs-entry-met.first-claim id_order" AS id_order,
  CASE WHEN "drugs-entry-met.first-claim id_order" IS NULL THEN concat('drugs-entry-paid/', in_person(person)) END AS line_id,
  CASE WHEN "drugs-entry-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "drugs-entry-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "drugs-entry-met.conditions" AND "drugs-entry-met.conditions settled" <= getvariable('as_at') THEN "drugs-entry-paid.price" ELSE coalesce("drugs-entry-paid.price", 0) END AS amount,
  CASE WHEN "drugs-entry-met.conditions" AND "drugs-entry-met.conditions settled" <= getvariable('as_at') THEN "drugs-entry-met.conditions settled" END AS earned_on,
  CASE WHEN "drugs-entry-met.conditions" AND "drugs-entry-met.conditions settled" <= getvariable('as_at') THEN quarter_end("drugs-entry-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("drugs-entry-met.conditions" AND "drugs-entry-met.conditions settled" <= getvariable('as_at') AND coalesce("drugs-entry-paid.price", 0) <> 0)
  OR NOT "drugs-entry-met.conditions" OR "drugs-entry-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(14 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "drugs-sustained-met.first-claim id_order" AS id_order,
  CASE WHEN "drugs-sustained-met.first-claim id_order" IS NULL THEN concat('drugs-sustained-paid/', in_person(person)) END AS line_id,
  CASE WHEN "drugs-sustained-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "drugs-sustained-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "drugs-sustained-met.conditions" AND "drugs-sustained-met.conditions settled" <= getvariable('as_at') THEN "housed-12.price" ELSE coalesce("housed-12.price", 0) END AS amount,
  CASE WHEN "drugs-sustained-met.conditions" AND "drugs-sustained-met.conditions settled" <= getvariable('as_at') THEN "drugs-sustained-met.conditions settled" END AS earned_on,
  CASE WHEN "drugs-sustained-met.conditions" AND "drugs-sustained-met.conditions settled" <= getvariable('as_at') THEN quarter_end("drugs-sustained-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("drugs-sustained-met.conditions" AND "drugs-sustained-met.conditions settled" <= getvariable('as_at') AND coalesce("housed-12.price", 0) <> 0)
  OR NOT "drugs-sustained-met.conditions" OR "drugs-sustained-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(15 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "qualification-met.first-claim id_order" AS id_order,
  CASE WHEN "qualification-met.first-claim id_order" IS NULL THEN concat('qualification-paid/', in_person(person)) END AS line_id,
  CASE WHEN "qualification-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "qualification-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "qualification-met.conditions" AND "qualification-met.conditions settled" <= getvariable('as_at') THEN "qualification-paid.price" ELSE coalesce("qualification-paid.price", 0) END AS amount,
  CASE WHEN "qualification-met.conditions" AND "qualification-met.conditions settled" <= getvariable('as_at') THEN "qualification-met.conditions settled" END AS earned_on,
  CASE WHEN "qualification-met.conditions" AND "qualification-met.conditions settled" <= getvariable('as_at') THEN quarter_end("qualification-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("qualification-met.conditions" AND "qualification-met.conditions settled" <= getvariable('as_at') AND coalesce("qualification-paid.price", 0) <> 0)
  OR NOT "qualification-met.conditions" OR "qualification-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(16 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "volunteering-13-weeks-met.first-claim id_order" AS id_order,
  CASE WHEN "volunteering-13-weeks-met.first-claim id_order" IS NULL THEN concat('volunteering-13-weeks-paid/', in_person(person)) END AS line_id,
  CASE WHEN "volunteering-13-weeks-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "volunteering-13-weeks-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "volunteering-13-weeks-met.conditions" AND "volunteering-13-weeks-met.conditions settled" <= getvariable('as_at') THEN "volunteering-13-weeks-paid.price" ELSE coalesce("volunteering-13-weeks-paid.price", 0) END AS amount,
  CASE WHEN "volunteering-13-weeks-met.conditions" AND "volunteering-13-weeks-met.conditions settled" <= getvariable('as_at') THEN "volunteering-13-weeks-met.conditions settled" END AS earned_on,
  CASE WHEN "volunteering-13-weeks-met.conditions" AND "volunteering-13-weeks-met.conditions settled" <= getvariable('as_at') THEN quarter_end("volunteering-13-weeks-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("volunteering-13-weeks-met.conditions" AND "volunteering-13-weeks-met.conditions settled" <= getvariable('as_at') AND coalesce("volunteering-13-weeks-paid.price", 0) <> 0)
  OR NOT "volunteering-13-weeks-met.conditions" OR "volunteering-13-weeks-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(17 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "volunteering-26-weeks-met.first-claim id_order" AS id_order,
  CASE WHEN "volunteering-26-weeks-met.first-claim id_order" IS NULL THEN concat('volunteering-26-weeks-paid/', in_person(person)) END AS line_id,
  CASE WHEN "volunteering-26-weeks-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "volunteering-26-weeks-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "volunteering-26-weeks-met.conditions" AND "volunteering-26-weeks-met.conditions settled" <= getvariable('as_at') THEN "volunteering-26-weeks-paid.price" ELSE coalesce("volunteering-26-weeks-paid.price", 0) END AS amount,
  CASE WHEN "volunteering-26-weeks-met.conditions" AND "volunteering-26-weeks-met.conditions settled" <= getvariable('as_at') THEN "volunteering-26-weeks-met.conditions settled" END AS earned_on,
  CASE WHEN "volunteering-26-weeks-met.conditions" AND "volunteering-26-weeks-met.conditions settled" <= getvariable('as_at') THEN quarter_end("volunteering-26-weeks-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("volunteering-26-weeks-met.conditions" AND "volunteering-26-weeks-met.conditions settled" <= getvariable('as_at') AND coalesce("volunteering-26-weeks-paid.price", 0) <> 0)
  OR NOT "volunteering-26-weeks-met.conditions" OR "volunteering-26-weeks-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(18 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "part-time-13-weeks-met.first-claim id_order" AS id_order,
  CASE WHEN "part-time-13-weeks-met.first-claim id_order" IS NULL THEN concat('part-time-13-weeks-paid/', in_person(person)) END AS line_id,
  CASE WHEN "part-time-13-weeks-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "part-time-13-weeks-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "part-time-13-weeks-met.conditions" AND "part-time-13-weeks-met.conditions settled" <= getvariable('as_at') THEN "part-time-13-weeks-paid.price" ELSE coalesce("part-time-13-weeks-paid.price", 0) END AS amount,
  CASE WHEN "part-time-13-weeks-met.conditions" AND "part-time-13-weeks-met.conditions settled" <= getvariable('as_at') THEN "part-time-13-weeks-met.conditions settled" END AS earned_on,
  CASE WHEN "part-time-13-weeks-met.conditions" AND "part-time-13-weeks-met.conditions settled" <= getvariable('as_at') THEN quarter_end("part-time-13-weeks-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("part-time-13-weeks-met.conditions" AND "part-time-13-weeks-met.conditions settled" <= getvariable('as_at') AND coalesce("part-time-13-weeks-paid.price", 0) <> 0)
  OR NOT "part-time-13-weeks-met.conditions" OR "part-time-13-weeks-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(19 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "part-time-26-weeks-met.first-claim id_order" AS id_order,
  CASE WHEN "part-time-26-weeks-met.first-claim id_order" IS NULL THEN concat('part-time-26-weeks-paid/', in_person(person)) END AS line_id,
  CASE WHEN "part-time-26-weeks-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "part-time-26-weeks-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "part-time-26-weeks-met.conditions" AND "part-time-26-weeks-met.conditions settled" <= getvariable('as_at') THEN "housed-24.price" ELSE coalesce("housed-24.price", 0) END AS amount,
  CASE WHEN "part-time-26-weeks-met.conditions" AND "part-time-26-weeks-met.conditions settled" <= getvariable('as_at') THEN "part-time-26-weeks-met.conditions settled" END AS earned_on,
  CASE WHEN "part-time-26-weeks-met.conditions" AND "part-time-26-weeks-met.conditions settled" <= getvariable('as_at') THEN quarter_end("part-time-26-weeks-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("part-time-26-weeks-met.conditions" AND "part-time-26-weeks-met.conditions settled" <= getvariable('as_at') AND coalesce("housed-24.price", 0) <> 0)
  OR NOT "part-time-26-weeks-met.conditions" OR "part-time-26-weeks-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(20 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "full-time-13-weeks-met.first-claim id_order" AS id_order,
  CASE WHEN "full-time-13-weeks-met.first-claim id_order" IS NULL THEN concat('full-time-13-weeks-paid/', in_person(person)) END AS line_id,
  CASE WHEN "full-time-13-weeks-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "full-time-13-weeks-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "full-time-13-weeks-met.conditions" AND "full-time-13-weeks-met.conditions settled" <= getvariable('as_at') THEN "full-time-13-weeks-paid.price" ELSE coalesce("full-time-13-weeks-paid.price", 0) END AS amount,
  CASE WHEN "full-time-13-weeks-met.conditions" AND "full-time-13-weeks-met.conditions settled" <= getvariable('as_at') THEN "full-time-13-weeks-met.conditions settled" END AS earned_on,
  CASE WHEN "full-time-13-weeks-met.conditions" AND "full-time-13-weeks-met.conditions settled" <= getvariable('as_at') THEN quarter_end("full-time-13-weeks-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("full-time-13-weeks-met.conditions" AND "full-time-13-weeks-met.conditions settled" <= getvariable('as_at') AND coalesce("full-time-13-weeks-paid.price", 0) <> 0)
  OR NOT "full-time-13-weeks-met.conditions" OR "full-time-13-weeks-met.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(21 AS TINYINT) AS rule,
  rowid AS row_no,
  "rough-sleepers-helped.first-referred-2-provider" AS provider,
  person AS person,
  "full-time-26-weeks-met.first-claim id_order" AS id_order,
  CASE WHEN "full-time-26-weeks-met.first-claim id_order" IS NULL THEN concat('full-time-26-weeks-paid/', in_person(person)) END AS line_id,
  CASE WHEN "full-time-26-weeks-met.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "full-time-26-weeks-met.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "full-time-26-weeks-met.conditions" AND "full-time-26-weeks-met.conditions settled" <= getvariable('as_at') THEN "full-time-26-weeks-paid.price" ELSE coalesce("full-time-26-weeks-paid.price", 0) END AS amount,
  CASE WHEN "full-time-26-weeks-met.conditions" AND "full-time-26-weeks-met.conditions settled" <= getvariable('as_at') THEN "full-time-26-weeks-met.conditions settled" END AS earned_on,
  CASE WHEN "full-time-26-weeks-met.conditions" AND "full-time-26-weeks-met.conditions settled" <= getvariable('as_at') THEN quarter_end("full-time-26-weeks-met.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "rough-sleepers-helped.joined" AND "rough-sleepers-helped.first-referred settled" <= getvariable('as_at') AND (("full-time-26-weeks-met.conditions" AND "full-time-26-weeks-met.conditions settled" <= getvariable('as_at') AND coalesce("full-time-26-weeks-paid.price", 0) <> 0)
  OR NOT "full-time-26-weeks-met.conditions" OR "full-time-26-weeks-met.conditions settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "people lines";

-- person-maximum.at-most, line 214
CREATE OR REPLACE TABLE "person-maximum.running-total" AS
SELECT *, after - (amount) AS before
FROM (
  SELECT *, CAST(sum(amount) OVER (
    PARTITION BY "person" ORDER BY earned_on, id_order NULLS FIRST, line_id, CASE rule WHEN 0 THEN 11 WHEN 1 THEN 12 WHEN 2 THEN 8 WHEN 3 THEN 9 WHEN 4 THEN 10 WHEN 5 THEN 4 WHEN 6 THEN 5 WHEN 7 THEN 18 WHEN 8 THEN 19 WHEN 9 THEN 13 WHEN 10 THEN 14 WHEN 11 THEN 0 WHEN 12 THEN 1 WHEN 13 THEN 2 WHEN 14 THEN 3 WHEN 15 THEN 17 WHEN 16 THEN 20 WHEN 17 THEN 21 WHEN 18 THEN 15 WHEN 19 THEN 16 WHEN 20 THEN 6 WHEN 21 THEN 7 END
    ROWS UNBOUNDED PRECEDING
  ) AS BIGINT) AS after
  FROM (
    SELECT rule, row_no, provider, amount, status, earned_on, payable_on, person, id_order, line_id
    FROM payment_line
    WHERE rule IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21) AND (status IN ('payable', 'released') AND rule IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21))
  )
);

-- person-maximum.at-most, line 214
CREATE OR REPLACE TABLE "person-maximum.paid-under-cap parts" AS
SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by, person, id_order, line_id
FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by, person, id_order, line_id FROM payment_line WHERE rule IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21))
WHERE NOT (status IN ('payable', 'released') AND rule IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21))
UNION ALL
SELECT r.rule, r.row_no, r.provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, (least(r.after, 1900000) - r.before) AS amount, r.status, r.earned_on, r.payable_on, CAST(NULL AS VARCHAR) AS taken_by, r.person, r.id_order, r.line_id
FROM "person-maximum.running-total" r 
WHERE r.before < 1900000
UNION ALL
SELECT r.rule, r.row_no, r.provider, CAST('' AS VARCHAR) AS part, CAST(1 AS TINYINT) AS made_by, (r.after - greatest(r.before, 1900000)) AS amount, CASE WHEN getvariable('as_at') >= 738155 THEN 'capped' ELSE 'capped' END AS status, r.earned_on, CASE WHEN (CASE WHEN getvariable('as_at') >= 738155 THEN 'capped' ELSE 'capped' END) = 'payable' THEN CASE r.rule WHEN 0 THEN quarter_end(738155) + 30 WHEN 1 THEN quarter_end(738155) + 30 WHEN 2 THEN quarter_end(738155) + 30 WHEN 3 THEN quarter_end(738155) + 30 WHEN 4 THEN quarter_end(738155) + 30 WHEN 5 THEN quarter_end(738155) + 30 WHEN 6 THEN quarter_end(738155) + 30 WHEN 7 THEN quarter_end(738155) + 30 WHEN 8 THEN quarter_end(738155) + 30 WHEN 9 THEN quarter_end(738155) + 30 WHEN 10 THEN quarter_end(738155) + 30 WHEN 11 THEN quarter_end(738155) + 30 WHEN 12 THEN quarter_end(738155) + 30 WHEN 13 THEN quarter_end(738155) + 30 WHEN 14 THEN quarter_end(738155) + 30 WHEN 15 THEN quarter_end(738155) + 30 WHEN 16 THEN quarter_end(738155) + 30 WHEN 17 THEN quarter_end(738155) + 30 WHEN 18 THEN quarter_end(738155) + 30 WHEN 19 THEN quarter_end(738155) + 30 WHEN 20 THEN quarter_end(738155) + 30 WHEN 21 THEN quarter_end(738155) + 30 END END AS payable_on, CAST(NULL AS VARCHAR) AS taken_by, r.person, r.id_order, r.line_id
FROM "person-maximum.running-total" r 
WHERE r.after > 1900000;

-- contract-maximum.at-most, line 220
CREATE OR REPLACE TABLE "contract-maximum.running-total" AS
SELECT *, after - (amount) AS before
FROM (
  SELECT *, CAST(sum(amount) OVER (
    ORDER BY earned_on, id_order NULLS FIRST, line_id, CASE rule WHEN 0 THEN 11 WHEN 1 THEN 12 WHEN 2 THEN 8 WHEN 3 THEN 9 WHEN 4 THEN 10 WHEN 5 THEN 4 WHEN 6 THEN 5 WHEN 7 THEN 18 WHEN 8 THEN 19 WHEN 9 THEN 13 WHEN 10 THEN 14 WHEN 11 THEN 0 WHEN 12 THEN 1 WHEN 13 THEN 2 WHEN 14 THEN 3 WHEN 15 THEN 17 WHEN 16 THEN 20 WHEN 17 THEN 21 WHEN 18 THEN 15 WHEN 19 THEN 16 WHEN 20 THEN 6 WHEN 21 THEN 7 END, part
    ROWS UNBOUNDED PRECEDING
  ) AS BIGINT) AS after
  FROM (
    SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by, person, id_order, line_id
    FROM (SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by, person, id_order, line_id FROM "person-maximum.paid-under-cap parts")
    WHERE (status IN ('payable', 'released') AND rule IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21))
  )
);

-- contract-maximum.at-most, line 220
CREATE OR REPLACE TABLE "contract-maximum.paid-under-cap parts" AS
SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by
FROM (SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by FROM "person-maximum.paid-under-cap parts")
WHERE NOT (status IN ('payable', 'released') AND rule IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21))
UNION ALL
SELECT r.rule, r.row_no, r.provider, r.part, r.made_by, (least(r.after, 262900000) - r.before) AS amount, r.status, r.earned_on, r.payable_on, r.taken_by
FROM "contract-maximum.running-total" r 
WHERE r.before < 262900000
UNION ALL
SELECT r.rule, r.row_no, r.provider, r.part, CAST(2 AS TINYINT) AS made_by, (r.after - greatest(r.before, 262900000)) AS amount, CASE WHEN getvariable('as_at') >= 738155 THEN 'capped' ELSE 'capped' END AS status, r.earned_on, CASE WHEN (CASE WHEN getvariable('as_at') >= 738155 THEN 'capped' ELSE 'capped' END) = 'payable' THEN CASE r.rule WHEN 0 THEN quarter_end(738155) + 30 WHEN 1 THEN quarter_end(738155) + 30 WHEN 2 THEN quarter_end(738155) + 30 WHEN 3 THEN quarter_end(738155) + 30 WHEN 4 THEN quarter_end(738155) + 30 WHEN 5 THEN quarter_end(738155) + 30 WHEN 6 THEN quarter_end(738155) + 30 WHEN 7 THEN quarter_end(738155) + 30 WHEN 8 THEN quarter_end(738155) + 30 WHEN 9 THEN quarter_end(738155) + 30 WHEN 10 THEN quarter_end(738155) + 30 WHEN 11 THEN quarter_end(738155) + 30 WHEN 12 THEN quarter_end(738155) + 30 WHEN 13 THEN quarter_end(738155) + 30 WHEN 14 THEN quarter_end(738155) + 30 WHEN 15 THEN quarter_end(738155) + 30 WHEN 16 THEN quarter_end(738155) + 30 WHEN 17 THEN quarter_end(738155) + 30 WHEN 18 THEN quarter_end(738155) + 30 WHEN 19 THEN quarter_end(738155) + 30 WHEN 20 THEN quarter_end(738155) + 30 WHEN 21 THEN quarter_end(738155) + 30 END END AS payable_on, r.taken_by
FROM "contract-maximum.running-total" r 
WHERE r.after > 262900000;

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by FROM "contract-maximum.paid-under-cap parts");

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat(CASE WHEN d.rule IN (0) THEN 'housed-3/' WHEN d.rule IN (1) THEN 'housed-6/' WHEN d.rule IN (2) THEN 'housed-12/' WHEN d.rule IN (3) THEN 'housed-18/' WHEN d.rule IN (4) THEN 'housed-24/' WHEN d.rule IN (5) THEN 'entered-accommodation-paid/' WHEN d.rule IN (6) THEN 'first-assessment-paid/' WHEN d.rule IN (7) THEN 'second-assessment-paid/' WHEN d.rule IN (8) THEN 'third-assessment-paid/' WHEN d.rule IN (9) THEN 'mental-health-entry-paid/' WHEN d.rule IN (10) THEN 'mental-health-sustained-paid/' WHEN d.rule IN (11) THEN 'alcohol-entry-paid/' WHEN d.rule IN (12) THEN 'alcohol-sustained-paid/' WHEN d.rule IN (13) THEN 'drugs-entry-paid/' WHEN d.rule IN (14) THEN 'drugs-sustained-paid/' WHEN d.rule IN (15) THEN 'qualification-paid/' WHEN d.rule IN (16) THEN 'volunteering-13-weeks-paid/' WHEN d.rule IN (17) THEN 'volunteering-26-weeks-paid/' WHEN d.rule IN (18) THEN 'part-time-13-weeks-paid/' WHEN d.rule IN (19) THEN 'part-time-26-weeks-paid/' WHEN d.rule IN (20) THEN 'full-time-13-weeks-paid/' WHEN d.rule IN (21) THEN 'full-time-26-weeks-paid/' END, in_person(p.person), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by = 2 AND d.status = 'capped' AND d.rule IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21) THEN ':capped-by-contract-maximum' WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  CASE WHEN d.rule IN (0) THEN 'housed-3' WHEN d.rule IN (1) THEN 'housed-6' WHEN d.rule IN (2) THEN 'housed-12' WHEN d.rule IN (3) THEN 'housed-18' WHEN d.rule IN (4) THEN 'housed-24' WHEN d.rule IN (5) THEN 'entered-accommodation-paid' WHEN d.rule IN (6) THEN 'first-assessment-paid' WHEN d.rule IN (7) THEN 'second-assessment-paid' WHEN d.rule IN (8) THEN 'third-assessment-paid' WHEN d.rule IN (9) THEN 'mental-health-entry-paid' WHEN d.rule IN (10) THEN 'mental-health-sustained-paid' WHEN d.rule IN (11) THEN 'alcohol-entry-paid' WHEN d.rule IN (12) THEN 'alcohol-sustained-paid' WHEN d.rule IN (13) THEN 'drugs-entry-paid' WHEN d.rule IN (14) THEN 'drugs-sustained-paid' WHEN d.rule IN (15) THEN 'qualification-paid' WHEN d.rule IN (16) THEN 'volunteering-13-weeks-paid' WHEN d.rule IN (17) THEN 'volunteering-26-weeks-paid' WHEN d.rule IN (18) THEN 'part-time-13-weeks-paid' WHEN d.rule IN (19) THEN 'part-time-26-weeks-paid' WHEN d.rule IN (20) THEN 'full-time-13-weeks-paid' WHEN d.rule IN (21) THEN 'full-time-26-weeks-paid' END AS payment,
  CASE d.made_by WHEN 1 THEN 214 WHEN 2 THEN 220 ELSE CASE WHEN d.rule IN (0) THEN 125 WHEN d.rule IN (1) THEN 129 WHEN d.rule IN (2) THEN 133 WHEN d.rule IN (3) THEN 137 WHEN d.rule IN (4) THEN 141 WHEN d.rule IN (5) THEN 145 WHEN d.rule IN (6) THEN 149 WHEN d.rule IN (7) THEN 153 WHEN d.rule IN (8) THEN 157 WHEN d.rule IN (9) THEN 161 WHEN d.rule IN (10) THEN 165 WHEN d.rule IN (11) THEN 169 WHEN d.rule IN (12) THEN 173 WHEN d.rule IN (13) THEN 177 WHEN d.rule IN (14) THEN 181 WHEN d.rule IN (15) THEN 185 WHEN d.rule IN (16) THEN 189 WHEN d.rule IN (17) THEN 193 WHEN d.rule IN (18) THEN 197 WHEN d.rule IN (19) THEN 201 WHEN d.rule IN (20) THEN 205 WHEN d.rule IN (21) THEN 209 END END AS clause,
  d.provider AS provider,
  p.person AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  CASE WHEN d.rule IN (0) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."housed-3-months.first-that-lasts"]), chr(31)) WHEN d.rule IN (1) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."housed-6-months.first-that-lasts"]), chr(31)) WHEN d.rule IN (2) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."housed-12-months.first-that-lasts"]), chr(31)) WHEN d.rule IN (3) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."housed-18-months.first-that-lasts"]), chr(31)) WHEN d.rule IN (4) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."housed-24-months.first-that-lasts"]), chr(31)) WHEN d.rule IN (5) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."entered-accommodation-met.first-claim"]), chr(31)) WHEN d.rule IN (6) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."first-assessment-met.first-claim"]), chr(31)) WHEN d.rule IN (7) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."second-assessment-met.first-claim"]), chr(31)) WHEN d.rule IN (8) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."third-assessment-met.first-claim"]), chr(31)) WHEN d.rule IN (9) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."mental-health-entry-met.first-claim"]), chr(31)) WHEN d.rule IN (10) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."mental-health-sustained-met.first-claim"]), chr(31)) WHEN d.rule IN (11) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."alcohol-entry-met.first-claim"]), chr(31)) WHEN d.rule IN (12) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."alcohol-sustained-met.first-claim"]), chr(31)) WHEN d.rule IN (13) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."drugs-entry-met.first-claim"]), chr(31)) WHEN d.rule IN (14) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."drugs-sustained-met.first-claim"]), chr(31)) WHEN d.rule IN (15) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."qualification-met.first-claim"]), chr(31)) WHEN d.rule IN (16) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."volunteering-13-weeks-met.first-claim"]), chr(31)) WHEN d.rule IN (17) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."volunteering-26-weeks-met.first-claim"]), chr(31)) WHEN d.rule IN (18) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."part-time-13-weeks-met.first-claim"]), chr(31)) WHEN d.rule IN (19) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."part-time-26-weeks-met.first-claim"]), chr(31)) WHEN d.rule IN (20) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."full-time-13-weeks-met.first-claim"]), chr(31)) WHEN d.rule IN (21) THEN array_to_string(list_sort([p."rough-sleepers-helped.first-referred", p."full-time-26-weeks-met.first-claim"]), chr(31)) END AS because,
  CASE d.made_by WHEN 1 THEN CASE WHEN d.status = 'carried-forward' THEN 'room under person-maximum, by 2021-12-31' END WHEN 2 THEN CASE WHEN d.status = 'carried-forward' THEN 'room under contract-maximum, by 2021-12-31' END ELSE CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."housed-3-months.first-that-lasts settled" > getvariable('as_at') THEN 'housed has lasted 3 months' WHEN p."housed-3-months.first-that-lasts-occurred-on-plus-3-months-in-time settled" > getvariable('as_at') THEN 'the day when housed has lasted 3 months is on or after 1 January 2018' END, ', by ', iso(p."housed-3-months.conditions settled")) END WHEN d.rule IN (1) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."housed-6-months.first-that-lasts settled" > getvariable('as_at') THEN 'housed has lasted 6 months' WHEN p."housed-6-months.first-that-lasts-occurred-on-plus-6-months-in-time settled" > getvariable('as_at') THEN 'the day when housed has lasted 6 months is on or after 1 January 2018' END, ', by ', iso(p."housed-6-months.conditions settled")) END WHEN d.rule IN (2) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."housed-12-months.first-that-lasts settled" > getvariable('as_at') THEN 'housed has lasted 12 months' WHEN p."housed-12-months.first-that-lasts-occurred-on-plus-12-months-in-time settled" > getvariable('as_at') THEN 'the day when housed has lasted 12 months is on or after 1 January 2018' END, ', by ', iso(p."housed-12-months.conditions settled")) END WHEN d.rule IN (3) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."housed-18-months.first-that-lasts settled" > getvariable('as_at') THEN 'housed has lasted 18 months' WHEN p."housed-18-months.first-that-lasts-occurred-on-plus-18-months-in-time settled" > getvariable('as_at') THEN 'the day when housed has lasted 18 months is on or after 1 January 2018' END, ', by ', iso(p."housed-18-months.conditions settled")) END WHEN d.rule IN (4) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."housed-24-months.first-that-lasts settled" > getvariable('as_at') THEN 'housed has lasted 24 months' WHEN p."housed-24-months.first-that-lasts-occurred-on-plus-24-months-in-time settled" > getvariable('as_at') THEN 'the day when housed has lasted 24 months is on or after 1 January 2018' END, ', by ', iso(p."housed-24-months.conditions settled")) END WHEN d.rule IN (5) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."entered-accommodation-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is entered-accommodation' WHEN p."entered-accommodation-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."entered-accommodation-met.conditions settled")) END WHEN d.rule IN (6) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."first-assessment-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is first-assessment' WHEN p."first-assessment-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."first-assessment-met.conditions settled")) END WHEN d.rule IN (7) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."second-assessment-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is second-assessment' WHEN p."second-assessment-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."second-assessment-met.conditions settled")) END WHEN d.rule IN (8) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."third-assessment-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is third-assessment' WHEN p."third-assessment-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."third-assessment-met.conditions settled")) END WHEN d.rule IN (9) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."mental-health-entry-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is mental-health-entry' WHEN p."mental-health-entry-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."mental-health-entry-met.conditions settled")) END WHEN d.rule IN (10) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."mental-health-sustained-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is mental-health-sustained' WHEN p."mental-health-sustained-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."mental-health-sustained-met.conditions settled")) END WHEN d.rule IN (11) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."alcohol-entry-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is alcohol-entry' WHEN p."alcohol-entry-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."alcohol-entry-met.conditions settled")) END WHEN d.rule IN (12) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."alcohol-sustained-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is alcohol-sustained' WHEN p."alcohol-sustained-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."alcohol-sustained-met.conditions settled")) END WHEN d.rule IN (13) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."drugs-entry-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is drugs-entry' WHEN p."drugs-entry-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."drugs-entry-met.conditions settled")) END WHEN d.rule IN (14) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."drugs-sustained-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is drugs-sustained' WHEN p."drugs-sustained-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."drugs-sustained-met.conditions settled")) END WHEN d.rule IN (15) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."qualification-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is qualification' WHEN p."qualification-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."qualification-met.conditions settled")) END WHEN d.rule IN (16) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."volunteering-13-weeks-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is volunteering-13-weeks' WHEN p."volunteering-13-weeks-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."volunteering-13-weeks-met.conditions settled")) END WHEN d.rule IN (17) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."volunteering-26-weeks-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is volunteering-26-weeks' WHEN p."volunteering-26-weeks-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."volunteering-26-weeks-met.conditions settled")) END WHEN d.rule IN (18) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."part-time-13-weeks-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is part-time-13-weeks' WHEN p."part-time-13-weeks-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."part-time-13-weeks-met.conditions settled")) END WHEN d.rule IN (19) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."part-time-26-weeks-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is part-time-26-weeks' WHEN p."part-time-26-weeks-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."part-time-26-weeks-met.conditions settled")) END WHEN d.rule IN (20) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."full-time-13-weeks-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is full-time-13-weeks' WHEN p."full-time-13-weeks-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."full-time-13-weeks-met.conditions settled")) END WHEN d.rule IN (21) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."rough-sleepers-helped.first-referred settled" > getvariable('as_at') THEN 'the first referred where the referred is during the term' WHEN p."full-time-26-weeks-met.first-claim settled" > getvariable('as_at') THEN 'the first claim where item is full-time-26-weeks' WHEN p."full-time-26-weeks-met.claim-not-before-term settled" > getvariable('as_at') THEN 'the claim is on or after 1 January 2018' END, ', by ', iso(p."full-time-26-weeks-met.conditions settled")) END END END AS awaiting,
  CASE d.made_by WHEN 1 THEN 'over person-maximum' WHEN 2 THEN 'over contract-maximum' ELSE CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."housed-3-months.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."housed-3-months.first-that-lasts-present" AND p."housed-3-months.first-that-lasts settled" = p."housed-3-months.conditions settled" THEN 'housed has lasted 3 months' WHEN NOT p."housed-3-months.first-that-lasts-occurred-on-plus-3-months-in-time" AND p."housed-3-months.first-that-lasts-occurred-on-plus-3-months-in-time settled" = p."housed-3-months.conditions settled" THEN 'the day when housed has lasted 3 months is on or after 1 January 2018' END) END WHEN d.rule IN (1) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."housed-6-months.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."housed-6-months.first-that-lasts-present" AND p."housed-6-months.first-that-lasts settled" = p."housed-6-months.conditions settled" THEN 'housed has lasted 6 months' WHEN NOT p."housed-6-months.first-that-lasts-occurred-on-plus-6-months-in-time" AND p."housed-6-months.first-that-lasts-occurred-on-plus-6-months-in-time settled" = p."housed-6-months.conditions settled" THEN 'the day when housed has lasted 6 months is on or after 1 January 2018' END) END WHEN d.rule IN (2) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."housed-12-months.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."housed-12-months.first-that-lasts-present" AND p."housed-12-months.first-that-lasts settled" = p."housed-12-months.conditions settled" THEN 'housed has lasted 12 months' WHEN NOT p."housed-12-months.first-that-lasts-occurred-on-plus-12-months-in-time" AND p."housed-12-months.first-that-lasts-occurred-on-plus-12-months-in-time settled" = p."housed-12-months.conditions settled" THEN 'the day when housed has lasted 12 months is on or after 1 January 2018' END) END WHEN d.rule IN (3) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."housed-18-months.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."housed-18-months.first-that-lasts-present" AND p."housed-18-months.first-that-lasts settled" = p."housed-18-months.conditions settled" THEN 'housed has lasted 18 months' WHEN NOT p."housed-18-months.first-that-lasts-occurred-on-plus-18-months-in-time" AND p."housed-18-months.first-that-lasts-occurred-on-plus-18-months-in-time settled" = p."housed-18-months.conditions settled" THEN 'the day when housed has lasted 18 months is on or after 1 January 2018' END) END WHEN d.rule IN (4) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."housed-24-months.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."housed-24-months.first-that-lasts-present" AND p."housed-24-months.first-that-lasts settled" = p."housed-24-months.conditions settled" THEN 'housed has lasted 24 months' WHEN NOT p."housed-24-months.first-that-lasts-occurred-on-plus-24-months-in-time" AND p."housed-24-months.first-that-lasts-occurred-on-plus-24-months-in-time settled" = p."housed-24-months.conditions settled" THEN 'the day when housed has lasted 24 months is on or after 1 January 2018' END) END WHEN d.rule IN (5) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."entered-accommodation-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."entered-accommodation-met.first-claim-present" AND p."entered-accommodation-met.first-claim settled" = p."entered-accommodation-met.conditions settled" THEN 'the first claim where item is entered-accommodation' WHEN NOT p."entered-accommodation-met.claim-not-before-term" AND p."entered-accommodation-met.claim-not-before-term settled" = p."entered-accommodation-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (6) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."first-assessment-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."first-assessment-met.first-claim-present" AND p."first-assessment-met.first-claim settled" = p."first-assessment-met.conditions settled" THEN 'the first claim where item is first-assessment' WHEN NOT p."first-assessment-met.claim-not-before-term" AND p."first-assessment-met.claim-not-before-term settled" = p."first-assessment-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (7) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."second-assessment-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."second-assessment-met.first-claim-present" AND p."second-assessment-met.first-claim settled" = p."second-assessment-met.conditions settled" THEN 'the first claim where item is second-assessment' WHEN NOT p."second-assessment-met.claim-not-before-term" AND p."second-assessment-met.claim-not-before-term settled" = p."second-assessment-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (8) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."third-assessment-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."third-assessment-met.first-claim-present" AND p."third-assessment-met.first-claim settled" = p."third-assessment-met.conditions settled" THEN 'the first claim where item is third-assessment' WHEN NOT p."third-assessment-met.claim-not-before-term" AND p."third-assessment-met.claim-not-before-term settled" = p."third-assessment-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (9) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."mental-health-entry-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."mental-health-entry-met.first-claim-present" AND p."mental-health-entry-met.first-claim settled" = p."mental-health-entry-met.conditions settled" THEN 'the first claim where item is mental-health-entry' WHEN NOT p."mental-health-entry-met.claim-not-before-term" AND p."mental-health-entry-met.claim-not-before-term settled" = p."mental-health-entry-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (10) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."mental-health-sustained-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."mental-health-sustained-met.first-claim-present" AND p."mental-health-sustained-met.first-claim settled" = p."mental-health-sustained-met.conditions settled" THEN 'the first claim where item is mental-health-sustained' WHEN NOT p."mental-health-sustained-met.claim-not-before-term" AND p."mental-health-sustained-met.claim-not-before-term settled" = p."mental-health-sustained-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (11) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."alcohol-entry-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."alcohol-entry-met.first-claim-present" AND p."alcohol-entry-met.first-claim settled" = p."alcohol-entry-met.conditions settled" THEN 'the first claim where item is alcohol-entry' WHEN NOT p."alcohol-entry-met.claim-not-before-term" AND p."alcohol-entry-met.claim-not-before-term settled" = p."alcohol-entry-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (12) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."alcohol-sustained-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."alcohol-sustained-met.first-claim-present" AND p."alcohol-sustained-met.first-claim settled" = p."alcohol-sustained-met.conditions settled" THEN 'the first claim where item is alcohol-sustained' WHEN NOT p."alcohol-sustained-met.claim-not-before-term" AND p."alcohol-sustained-met.claim-not-before-term settled" = p."alcohol-sustained-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (13) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."drugs-entry-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."drugs-entry-met.first-claim-present" AND p."drugs-entry-met.first-claim settled" = p."drugs-entry-met.conditions settled" THEN 'the first claim where item is drugs-entry' WHEN NOT p."drugs-entry-met.claim-not-before-term" AND p."drugs-entry-met.claim-not-before-term settled" = p."drugs-entry-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (14) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."drugs-sustained-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."drugs-sustained-met.first-claim-present" AND p."drugs-sustained-met.first-claim settled" = p."drugs-sustained-met.conditions settled" THEN 'the first claim where item is drugs-sustained' WHEN NOT p."drugs-sustained-met.claim-not-before-term" AND p."drugs-sustained-met.claim-not-before-term settled" = p."drugs-sustained-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (15) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."qualification-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."qualification-met.first-claim-present" AND p."qualification-met.first-claim settled" = p."qualification-met.conditions settled" THEN 'the first claim where item is qualification' WHEN NOT p."qualification-met.claim-not-before-term" AND p."qualification-met.claim-not-before-term settled" = p."qualification-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (16) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."volunteering-13-weeks-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."volunteering-13-weeks-met.first-claim-present" AND p."volunteering-13-weeks-met.first-claim settled" = p."volunteering-13-weeks-met.conditions settled" THEN 'the first claim where item is volunteering-13-weeks' WHEN NOT p."volunteering-13-weeks-met.claim-not-before-term" AND p."volunteering-13-weeks-met.claim-not-before-term settled" = p."volunteering-13-weeks-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (17) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."volunteering-26-weeks-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."volunteering-26-weeks-met.first-claim-present" AND p."volunteering-26-weeks-met.first-claim settled" = p."volunteering-26-weeks-met.conditions settled" THEN 'the first claim where item is volunteering-26-weeks' WHEN NOT p."volunteering-26-weeks-met.claim-not-before-term" AND p."volunteering-26-weeks-met.claim-not-before-term settled" = p."volunteering-26-weeks-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (18) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."part-time-13-weeks-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."part-time-13-weeks-met.first-claim-present" AND p."part-time-13-weeks-met.first-claim settled" = p."part-time-13-weeks-met.conditions settled" THEN 'the first claim where item is part-time-13-weeks' WHEN NOT p."part-time-13-weeks-met.claim-not-before-term" AND p."part-time-13-weeks-met.claim-not-before-term settled" = p."part-time-13-weeks-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (19) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."part-time-26-weeks-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."part-time-26-weeks-met.first-claim-present" AND p."part-time-26-weeks-met.first-claim settled" = p."part-time-26-weeks-met.conditions settled" THEN 'the first claim where item is part-time-26-weeks' WHEN NOT p."part-time-26-weeks-met.claim-not-before-term" AND p."part-time-26-weeks-met.claim-not-before-term settled" = p."part-time-26-weeks-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (20) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."full-time-13-weeks-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."full-time-13-weeks-met.first-claim-present" AND p."full-time-13-weeks-met.first-claim settled" = p."full-time-13-weeks-met.conditions settled" THEN 'the first claim where item is full-time-13-weeks' WHEN NOT p."full-time-13-weeks-met.claim-not-before-term" AND p."full-time-13-weeks-met.claim-not-before-term settled" = p."full-time-13-weeks-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END WHEN d.rule IN (21) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."rough-sleepers-helped.joined" AND p."rough-sleepers-helped.first-referred settled" = p."full-time-26-weeks-met.conditions settled" THEN 'the first referred where the referred is during the term' WHEN NOT p."full-time-26-weeks-met.first-claim-present" AND p."full-time-26-weeks-met.first-claim settled" = p."full-time-26-weeks-met.conditions settled" THEN 'the first claim where item is full-time-26-weeks' WHEN NOT p."full-time-26-weeks-met.claim-not-before-term" AND p."full-time-26-weeks-met.claim-not-before-term settled" = p."full-time-26-weeks-met.conditions settled" THEN 'the claim is on or after 1 January 2018' END) END END END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "people 3" p ON p.rowid = d.row_no 
WHERE d.rule IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;

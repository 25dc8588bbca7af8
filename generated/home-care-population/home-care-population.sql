-- Home Care for Older People: a Lead Provider: what is paid, worked out from a log of events.
-- Made from home-care-population (sha256:64d9359dd1951596092718aa572c87224e3477cb15892f8c4a75d6ba27a86207).
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
CREATE OR REPLACE MACRO quarter_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 4 + 12) % 3) AS DATE));
CREATE OR REPLACE MACRO quarter_end(d) AS as_day(CAST(as_date(quarter_start(d)) + to_months(3) AS DATE)) - 1;
CREATE OR REPLACE MACRO year_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 4 + 12) % 12) AS DATE));
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "age", CAST(NULL AS VARCHAR) AS "reason", CAST(NULL AS VARCHAR) AS "weekly-fee", CAST(NULL AS VARCHAR) AS "stay", CAST(NULL AS VARCHAR) AS "satisfied", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  CAST(CAST(nullif(CAST("age" AS VARCHAR), '') AS DECIMAL(24, 0)) * 1 AS BIGINT) AS "age",
  nullif(CAST("reason" AS VARCHAR), '') AS "reason",
  CAST(CAST(nullif(CAST("weekly-fee" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "weekly-fee",
  nullif(CAST("stay" AS VARCHAR), '') AS "stay",
  CASE nullif(CAST("satisfied" AS VARCHAR), '') WHEN 'yes' THEN 1 WHEN 'no' THEN 0 END AS "satisfied",
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

-- Picked from: referral, closure, return, moved-into-care-home, satisfaction.
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on, "age", "reason", "satisfied", "stay", "weekly-fee"
FROM event WHERE event IN ('referral', 'closure', 'return', 'moved-into-care-home', 'satisfaction');

-- older-people.joins-on, line 44: the first referral where age is at least 65 and the referral is during the term
-- older-people.belongs-to, line 47: the first referral
-- independent-in-ten-weeks.achieved-on, line 53: the first closure where reason is needs-no-care
-- independent-in-ten-weeks.achieved-on, line 53: the closure is on or after 1 April 2027
-- independent-in-ten-weeks.when, line 54: the first referral
-- independent-in-ten-weeks.when, line 54
-- independent-in-ten-weeks.when, line 54: the closure is within 10 weeks after the first referral
-- independent-in-ten-weeks.needs, line 58: the first closure where reason is needs-no-care
-- independent-in-ten-weeks.needs, line 58
-- independent-in-ten-weeks.needs, line 58: the closure is recorded within 28 days
-- older-people.sets-aside, line 48: the first referral where age is at least 65 and the referral is during the term
-- independent-in-a-year.when, line 66
-- independent-in-a-year.when, line 66: the closure is within 52 weeks after the first referral
-- still-at-home.achieved-on, line 77: the first referral where age is at least 65
-- still-at-home.achieved-on, line 77: the referral is on or after 1 April 2027
-- still-at-home.needs, line 80: the first referral where age is at least 65
-- still-at-home.needs, line 80
-- still-at-home.needs, line 80: the referral is recorded within 28 days
-- reabled.counts, line 98
-- reabled.counts, line 98: the first referral
-- population-price.on, line 134: the first referral
-- population-price.on, line 134: the referral is on or after 1 April 2027
-- population-price.pays, line 133
-- population-price.pays, line 133: the amount can be worked out
-- population-price, line 132
CREATE OR REPLACE TABLE "people 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."older-people.first-referral event".event_id AS "older-people.first-referral",
    CASE WHEN p."older-people.first-referral event" IS NULL THEN least(741898, 742318) ELSE p."older-people.first-referral event".occurred_on END AS "older-people.first-referral settled",
    p."older-people.first-referral event"."occurred_on" AS "older-people.first-referral occurred_on",
    p."older-people.first-referral-2 event".event_id AS "older-people.first-referral-2",
    CASE WHEN p."older-people.first-referral-2 event" IS NULL THEN 742318 ELSE p."older-people.first-referral-2 event".occurred_on END AS "older-people.first-referral-2 settled",
    p."older-people.first-referral-2 event"."id_order" AS "older-people.first-referral-2 id_order",
    p."older-people.first-referral-2 event"."occurred_on" AS "older-people.first-referral-2 occurred_on",
    p."older-people.first-referral-2 event"."provider" AS "older-people.first-referral-2 provider",
    p."independent-in-ten-weeks.first-closure event".event_id AS "independent-in-ten-weeks.first-closure",
    CASE WHEN p."independent-in-ten-weeks.first-closure event" IS NULL THEN 742318 ELSE p."independent-in-ten-weeks.first-closure event".occurred_on END AS "independent-in-ten-weeks.first-closure settled",
    p."independent-in-ten-weeks.first-closure event"."occurred_on" AS "independent-in-ten-weeks.first-closure occurred_on",
    p."independent-in-ten-weeks.first-closure event"."recorded_on" AS "independent-in-ten-weeks.first-closure recorded_on",
    p."still-at-home.first-referral event".event_id AS "still-at-home.first-referral",
    CASE WHEN p."still-at-home.first-referral event" IS NULL THEN 742318 ELSE p."still-at-home.first-referral event".occurred_on END AS "still-at-home.first-referral settled",
    p."still-at-home.first-referral event"."occurred_on" AS "still-at-home.first-referral occurred_on",
    p."still-at-home.first-referral event"."recorded_on" AS "still-at-home.first-referral recorded_on"
  FROM (
    SELECT
      e.person,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'referral' AND (coalesce(e."age" >= 65, false)) AND e.occurred_on >= 740072 AND e.occurred_on <= 741898) AS "older-people.first-referral event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order", "provider": e."provider"}) FILTER (WHERE e.event = 'referral') AS "older-people.first-referral-2 event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "recorded_on": e."recorded_on"}) FILTER (WHERE e.event = 'closure' AND (coalesce(e."reason" IN ('needs-no-care'), false))) AS "independent-in-ten-weeks.first-closure event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "recorded_on": e."recorded_on"}) FILTER (WHERE e.event = 'referral' AND (coalesce(e."age" >= 65, false))) AS "still-at-home.first-referral event"
    FROM picked_event e
    GROUP BY e.person
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "older-people.first-referral" IS NOT NULL AS "older-people.joined",
    "older-people.first-referral-2 provider" AS "older-people.first-referral-2-provider",
    "independent-in-ten-weeks.first-closure" IS NOT NULL AS "independent-in-ten-weeks.first-closure-present",
    "independent-in-ten-weeks.first-closure occurred_on" AS "independent-in-ten-weeks.first-closure-occurred-on",
    "older-people.first-referral-2 occurred_on" AS "independent-in-ten-weeks.first-referral-2-occurred-on",
    "independent-in-ten-weeks.first-closure recorded_on" AS "independent-in-ten-weeks.first-closure-recorded-on",
    "older-people.first-referral occurred_on" AS "older-people.first-referral-occurred-on",
    "still-at-home.first-referral" IS NOT NULL AS "still-at-home.first-referral-present",
    "still-at-home.first-referral occurred_on" AS "still-at-home.first-referral-occurred-on",
    "still-at-home.first-referral recorded_on" AS "still-at-home.first-referral-recorded-on",
    "older-people.first-referral-2" IS NOT NULL AS "population-price.first-referral-2-present"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("independent-in-ten-weeks.first-closure-occurred-on" >= 740072, false) AS "independent-in-ten-weeks.closure-not-before-term",
    CASE WHEN "independent-in-ten-weeks.first-closure-occurred-on" IS NULL THEN least("independent-in-ten-weeks.first-closure settled", 742318) ELSE greatest("independent-in-ten-weeks.first-closure-occurred-on", "independent-in-ten-weeks.first-closure settled") END AS "independent-in-ten-weeks.closure-not-before-term settled",
    "independent-in-ten-weeks.first-referral-2-occurred-on" + 70 AS "independent-in-ten-weeks.first-referral-2-occurred-on-plus-70-days",
    "independent-in-ten-weeks.first-closure-occurred-on" + 28 AS "independent-in-ten-weeks.first-closure-occurred-on-plus-28-days",
    "independent-in-ten-weeks.first-closure-occurred-on" + 28 AS "independent-in-ten-weeks.closure-evidence-day",
    "independent-in-ten-weeks.first-referral-2-occurred-on" + 364 AS "independent-in-a-year.first-referral-2-occurred-on-plus-364-days",
    coalesce("still-at-home.first-referral-occurred-on" >= 740072, false) AS "still-at-home.referral-not-before-term",
    CASE WHEN "still-at-home.first-referral-occurred-on" IS NULL THEN least("still-at-home.first-referral settled", 742318) ELSE greatest("still-at-home.first-referral-occurred-on", "still-at-home.first-referral settled") END AS "still-at-home.referral-not-before-term settled",
    "still-at-home.first-referral-occurred-on" + 28 AS "still-at-home.referral-evidence-day",
    year_start("independent-in-ten-weeks.first-referral-2-occurred-on") AS "reabled.first-referral-2-occurred-on-year-start",
    "independent-in-ten-weeks.first-referral-2-occurred-on" IS NOT NULL AS "reabled.first-referral-2-occurred-on-present",
    coalesce("independent-in-ten-weeks.first-referral-2-occurred-on" >= 740072, false) AS "population-price.referral-not-before-term",
    CASE WHEN "independent-in-ten-weeks.first-referral-2-occurred-on" IS NULL THEN least("older-people.first-referral-2 settled", 742318) ELSE greatest("independent-in-ten-weeks.first-referral-2-occurred-on", "older-people.first-referral-2 settled") END AS "population-price.referral-not-before-term settled",
    CAST("older-people.joined" AS BIGINT) * 600000 AS "population-price.price"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("independent-in-ten-weeks.first-closure-occurred-on" >= "independent-in-ten-weeks.first-referral-2-occurred-on" AND "independent-in-ten-weeks.first-closure-occurred-on" <= "independent-in-ten-weeks.first-referral-2-occurred-on-plus-70-days", false) AS "independent-in-ten-weeks.first-closure-occurred-on-in-time",
    CASE WHEN "independent-in-ten-weeks.first-referral-2-occurred-on" IS NULL THEN "older-people.first-referral-2 settled" WHEN "independent-in-ten-weeks.first-referral-2-occurred-on-plus-70-days" IS NULL THEN "older-people.first-referral-2 settled" WHEN "independent-in-ten-weeks.first-closure-occurred-on" IS NULL THEN greatest(least("independent-in-ten-weeks.first-closure settled", least("independent-in-ten-weeks.first-referral-2-occurred-on-plus-70-days", 742318)), "older-people.first-referral-2 settled") WHEN "independent-in-ten-weeks.first-closure-occurred-on" > "independent-in-ten-weeks.first-referral-2-occurred-on-plus-70-days" THEN greatest(least("independent-in-ten-weeks.first-referral-2-occurred-on-plus-70-days", 742318), "older-people.first-referral-2 settled") ELSE greatest("independent-in-ten-weeks.first-closure-occurred-on", "independent-in-ten-weeks.first-closure settled", "older-people.first-referral-2 settled") END AS "independent-in-ten-weeks.first-closure-occurred-on-in-time settled",
    coalesce("independent-in-ten-weeks.first-closure-recorded-on" >= "independent-in-ten-weeks.first-closure-occurred-on" AND "independent-in-ten-weeks.first-closure-recorded-on" <= "independent-in-ten-weeks.closure-evidence-day", false) AS "independent-in-ten-weeks.closure-recorded-in-time",
    CASE WHEN "independent-in-ten-weeks.first-closure-occurred-on" IS NULL THEN "independent-in-ten-weeks.first-closure settled" WHEN "independent-in-ten-weeks.closure-evidence-day" IS NULL THEN "independent-in-ten-weeks.first-closure settled" WHEN "independent-in-ten-weeks.first-closure-recorded-on" IS NULL THEN greatest(least("independent-in-ten-weeks.first-closure settled", least("independent-in-ten-weeks.closure-evidence-day", 742318)), "independent-in-ten-weeks.first-closure settled") WHEN "independent-in-ten-weeks.first-closure-recorded-on" > "independent-in-ten-weeks.closure-evidence-day" THEN greatest(least("independent-in-ten-weeks.closure-evidence-day", 742318), "independent-in-ten-weeks.first-closure settled") ELSE greatest("independent-in-ten-weeks.first-closure-recorded-on", "independent-in-ten-weeks.first-closure settled") END AS "independent-in-ten-weeks.closure-recorded-in-time settled",
    coalesce("independent-in-ten-weeks.first-closure-occurred-on" >= "independent-in-ten-weeks.first-referral-2-occurred-on" AND "independent-in-ten-weeks.first-closure-occurred-on" <= "independent-in-a-year.first-referral-2-occurred-on-plus-364-days", false) AS "independent-in-a-year.first-closure-occurred-on-in-time",
    CASE WHEN "independent-in-ten-weeks.first-referral-2-occurred-on" IS NULL THEN "older-people.first-referral-2 settled" WHEN "independent-in-a-year.first-referral-2-occurred-on-plus-364-days" IS NULL THEN "older-people.first-referral-2 settled" WHEN "independent-in-ten-weeks.first-closure-occurred-on" IS NULL THEN greatest(least("independent-in-ten-weeks.first-closure settled", least("independent-in-a-year.first-referral-2-occurred-on-plus-364-days", 742318)), "older-people.first-referral-2 settled") WHEN "independent-in-ten-weeks.first-closure-occurred-on" > "independent-in-a-year.first-referral-2-occurred-on-plus-364-days" THEN greatest(least("independent-in-a-year.first-referral-2-occurred-on-plus-364-days", 742318), "older-people.first-referral-2 settled") ELSE greatest("independent-in-ten-weeks.first-closure-occurred-on", "independent-in-ten-weeks.first-closure settled", "older-people.first-referral-2 settled") END AS "independent-in-a-year.first-closure-occurred-on-in-time settled",
    coalesce("still-at-home.first-referral-recorded-on" >= "still-at-home.first-referral-occurred-on" AND "still-at-home.first-referral-recorded-on" <= "still-at-home.referral-evidence-day", false) AS "still-at-home.referral-recorded-in-time",
    CASE WHEN "still-at-home.first-referral-occurred-on" IS NULL THEN "still-at-home.first-referral settled" WHEN "still-at-home.referral-evidence-day" IS NULL THEN "still-at-home.first-referral settled" WHEN "still-at-home.first-referral-recorded-on" IS NULL THEN greatest(least("still-at-home.first-referral settled", least("still-at-home.referral-evidence-day", 742318)), "still-at-home.first-referral settled") WHEN "still-at-home.first-referral-recorded-on" > "still-at-home.referral-evidence-day" THEN greatest(least("still-at-home.referral-evidence-day", 742318), "still-at-home.first-referral settled") ELSE greatest("still-at-home.first-referral-recorded-on", "still-at-home.first-referral settled") END AS "still-at-home.referral-recorded-in-time settled",
    CASE WHEN "older-people.joined" THEN "reabled.first-referral-2-occurred-on-year-start" END AS "reabled.year-of-members",
    greatest("older-people.first-referral-2 settled", "older-people.first-referral settled") AS "reabled.year-of-members settled",
    "population-price.price" IS NOT NULL AS "population-price.amount-known"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "older-people.joined" AND "population-price.first-referral-2-present" AND "population-price.referral-not-before-term" AND "population-price.amount-known" AS "population-price.conditions",
    CASE WHEN "older-people.joined" AND "population-price.first-referral-2-present" AND "population-price.referral-not-before-term" AND "population-price.amount-known" THEN greatest("older-people.first-referral settled", "older-people.first-referral-2 settled", "population-price.referral-not-before-term settled") ELSE least(CASE WHEN NOT "older-people.joined" THEN "older-people.first-referral settled" END, CASE WHEN NOT "population-price.first-referral-2-present" THEN "older-people.first-referral-2 settled" END, CASE WHEN NOT "population-price.referral-not-before-term" THEN "population-price.referral-not-before-term settled" END, CASE WHEN NOT "population-price.amount-known" THEN "older-people.first-referral settled" END) END AS "population-price.conditions settled"
  FROM row_3
)
SELECT person, "older-people.first-referral", "older-people.first-referral settled", "older-people.joined", "older-people.first-referral-2", "older-people.first-referral-2 settled", "older-people.first-referral-2 id_order", "older-people.first-referral-2-provider", "independent-in-ten-weeks.first-closure-present", "independent-in-ten-weeks.first-closure settled", "independent-in-ten-weeks.first-closure-occurred-on", "independent-in-ten-weeks.closure-not-before-term", "independent-in-ten-weeks.closure-not-before-term settled", "independent-in-ten-weeks.first-referral-2-occurred-on", "independent-in-ten-weeks.first-closure-occurred-on-in-time", "independent-in-ten-weeks.first-closure-occurred-on-in-time settled", "independent-in-ten-weeks.first-closure-occurred-on-plus-28-days", "independent-in-ten-weeks.closure-recorded-in-time", "independent-in-ten-weeks.closure-recorded-in-time settled", "older-people.first-referral-occurred-on", "independent-in-a-year.first-referral-2-occurred-on-plus-364-days", "independent-in-a-year.first-closure-occurred-on-in-time", "independent-in-a-year.first-closure-occurred-on-in-time settled", "still-at-home.first-referral-present", "still-at-home.first-referral settled", "still-at-home.referral-not-before-term", "still-at-home.referral-not-before-term settled", "still-at-home.referral-recorded-in-time", "still-at-home.referral-recorded-in-time settled", "reabled.year-of-members", "reabled.year-of-members settled", "reabled.first-referral-2-occurred-on-present", "population-price.first-referral-2-present", "population-price.referral-not-before-term", "population-price.referral-not-before-term settled", "population-price.price", "population-price.amount-known", "population-price.conditions", "population-price.conditions settled"
FROM row_4;

-- care-home-stay.starts-on, line 39: the start of care-home-stay
CREATE OR REPLACE TABLE "stretches of spell:care-home-stay" AS
WITH turn AS (
  SELECT e.person, e.event_id, e.id_order, e.occurred_on AS day, e.event = 'moved-into-care-home' AS starts
  FROM event e
  WHERE (e.event = 'moved-into-care-home') OR (e.event = 'left-care-home')
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

-- care-home-stay.starts-on, line 39: the start of care-home-stay
-- care-home-cost.when, line 139: the start of care-home-stay
-- care-home-cost.when, line 139: stay is lasting
-- care-home-cost.takes, line 138: the start of care-home-stay
CREATE OR REPLACE TABLE "spell:care-home-stay 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p.event_id AS "care-home-stay.spell",
    p."care-home-stay.spell event".occurred_on AS "care-home-stay.spell settled",
    p."care-home-stay.spell event"."provider" AS "care-home-stay.spell provider",
    p."care-home-stay.spell event"."stay" AS "care-home-stay.spell stay",
    p."care-home-stay.spell event"."weekly-fee" AS "care-home-stay.spell weekly-fee"
  FROM (
    SELECT s.person, s.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "provider": e."provider", "stay": e."stay", "weekly-fee": e."weekly-fee"} AS "care-home-stay.spell event"
    FROM "stretches of spell:care-home-stay" s JOIN event e ON e.event_id = s.event_id
    WHERE s.start_id = s.event_id
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "care-home-stay.spell stay" AS "care-home-cost.spell-stay",
    "care-home-stay.spell weekly-fee" AS "care-home-cost.spell-weekly-fee",
    "care-home-stay.spell provider" AS "care-home-cost.spell-provider"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("care-home-cost.spell-stay" IN ('lasting'), false) AS "care-home-cost.spell-stay-test"
  FROM row_1
)
SELECT person, event_id, "care-home-stay.spell", "care-home-stay.spell settled", "care-home-cost.spell-stay-test", "care-home-cost.spell-weekly-fee", "care-home-cost.spell-provider"
FROM row_2;

-- independent-in-ten-weeks.when, line 54: no return
-- independent-in-ten-weeks.when, line 54: no return is within 28 days after the closure
-- independent-in-ten-weeks, line 50
-- older-people.sets-aside, line 48: a closure where reason is one of moved-away, died
-- independent-in-ten-weeks, line 50: set aside on a closure where reason is one of moved-away, died
-- independent-in-ten-weeks, line 50: the person is not set aside on a closure where reason is one of moved-away, died
-- independent-in-a-year, line 62
-- independent-in-a-year, line 62: set aside on a closure where reason is one of moved-away, died
-- independent-in-a-year, line 62: the person is not set aside on a closure where reason is one of moved-away, died
-- still-at-home.when, line 78: no moved-into-care-home
-- still-at-home.when, line 78: no moved-into-care-home is within 52 weeks after the first referral
-- still-at-home, line 74
-- still-at-home, line 74: set aside on a closure where reason is one of moved-away, died
-- still-at-home, line 74: the person is not set aside on a closure where reason is one of moved-away, died
-- satisfied.achieved-on, line 87: the first satisfaction where the satisfaction is on or after the first referral
-- satisfied.achieved-on, line 87: the satisfaction is on or after 1 April 2027
-- satisfied.when, line 88: the first satisfaction where the satisfaction is on or after the first referral
-- satisfied.when, line 88: satisfied is yes
-- satisfied.when, line 88: the satisfaction is within 52 weeks after the first referral
-- satisfied.needs, line 92: the first satisfaction where the satisfaction is on or after the first referral
-- satisfied.needs, line 92
-- satisfied.needs, line 92: the satisfaction is recorded within 28 days
-- satisfied, line 84
-- satisfied, line 84: set aside on a closure where reason is one of moved-away, died
-- satisfied, line 84: the person is not set aside on a closure where reason is one of moved-away, died
-- reabled.counts, line 98
-- reabled.is, line 99
-- reabled-in-a-year.counts, line 107
-- reabled-in-a-year.is, line 108
-- at-home.counts, line 116
-- at-home.is, line 117
-- satisfaction-rate.counts, line 125
-- satisfaction-rate.is, line 126
-- population-price, line 132: set aside on a closure where reason is one of moved-away, died
-- population-price, line 132: the person is not set aside on a closure where reason is one of moved-away, died
-- population-price, line 132
CREATE OR REPLACE TABLE "people 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."older-people.first-referral",
    p."older-people.first-referral settled",
    p."older-people.joined",
    p."older-people.first-referral-2",
    p."older-people.first-referral-2 settled",
    p."older-people.first-referral-2 id_order",
    p."older-people.first-referral-2-provider",
    p."independent-in-ten-weeks.first-closure-present",
    p."independent-in-ten-weeks.first-closure settled",
    p."independent-in-ten-weeks.first-closure-occurred-on",
    p."independent-in-ten-weeks.closure-not-before-term",
    p."independent-in-ten-weeks.closure-not-before-term settled",
    p."independent-in-ten-weeks.first-referral-2-occurred-on",
    p."independent-in-ten-weeks.first-closure-occurred-on-in-time",
    p."independent-in-ten-weeks.first-closure-occurred-on-in-time settled",
    p."independent-in-ten-weeks.first-closure-occurred-on-plus-28-days",
    p."independent-in-ten-weeks.closure-recorded-in-time",
    p."independent-in-ten-weeks.closure-recorded-in-time settled",
    p."older-people.first-referral-occurred-on",
    p."independent-in-a-year.first-referral-2-occurred-on-plus-364-days",
    p."independent-in-a-year.first-closure-occurred-on-in-time",
    p."independent-in-a-year.first-closure-occurred-on-in-time settled",
    p."still-at-home.first-referral-present",
    p."still-at-home.first-referral settled",
    p."still-at-home.referral-not-before-term",
    p."still-at-home.referral-not-before-term settled",
    p."still-at-home.referral-recorded-in-time",
    p."still-at-home.referral-recorded-in-time settled",
    p."reabled.year-of-members",
    p."reabled.year-of-members settled",
    p."reabled.first-referral-2-occurred-on-present",
    p."population-price.first-referral-2-present",
    p."population-price.referral-not-before-term",
    p."population-price.referral-not-before-term settled",
    p."population-price.price",
    p."population-price.amount-known",
    p."population-price.conditions",
    p."population-price.conditions settled",
    w."independent-in-ten-weeks.first-return event".event_id AS "independent-in-ten-weeks.first-return",
    CASE WHEN p."independent-in-ten-weeks.first-closure-occurred-on" IS NULL THEN p."independent-in-ten-weeks.first-closure settled" WHEN p."independent-in-ten-weeks.first-closure-occurred-on-plus-28-days" IS NULL THEN p."independent-in-ten-weeks.first-closure settled" WHEN w."independent-in-ten-weeks.first-return event" IS NULL THEN greatest(least(p."independent-in-ten-weeks.first-closure-occurred-on-plus-28-days", 742318), p."independent-in-ten-weeks.first-closure settled") ELSE greatest(w."independent-in-ten-weeks.first-return event".occurred_on, p."independent-in-ten-weeks.first-closure settled") END AS "independent-in-ten-weeks.first-return settled",
    w."older-people.first-closure event".event_id AS "older-people.first-closure",
    CASE WHEN p."older-people.first-referral-occurred-on" IS NULL THEN p."older-people.first-referral settled" WHEN w."older-people.first-closure event" IS NULL THEN greatest(742318, p."older-people.first-referral settled") ELSE greatest(w."older-people.first-closure event".occurred_on, p."older-people.first-referral settled") END AS "older-people.first-closure settled",
    w."older-people.first-closure event"."occurred_on" AS "older-people.first-closure occurred_on",
    w."still-at-home.first-moved-into-care-home event".event_id AS "still-at-home.first-moved-into-care-home",
    CASE WHEN p."independent-in-ten-weeks.first-referral-2-occurred-on" IS NULL THEN p."older-people.first-referral-2 settled" WHEN p."independent-in-a-year.first-referral-2-occurred-on-plus-364-days" IS NULL THEN p."older-people.first-referral-2 settled" WHEN w."still-at-home.first-moved-into-care-home event" IS NULL THEN greatest(least(p."independent-in-a-year.first-referral-2-occurred-on-plus-364-days", 742318), p."older-people.first-referral-2 settled") ELSE greatest(w."still-at-home.first-moved-into-care-home event".occurred_on, p."older-people.first-referral-2 settled") END AS "still-at-home.first-moved-into-care-home settled",
    w."satisfied.first-satisfaction event".event_id AS "satisfied.first-satisfaction",
    CASE WHEN p."independent-in-ten-weeks.first-referral-2-occurred-on" IS NULL THEN p."older-people.first-referral-2 settled" WHEN w."satisfied.first-satisfaction event" IS NULL THEN greatest(742318, p."older-people.first-referral-2 settled") ELSE greatest(w."satisfied.first-satisfaction event".occurred_on, p."older-people.first-referral-2 settled") END AS "satisfied.first-satisfaction settled",
    w."satisfied.first-satisfaction event"."occurred_on" AS "satisfied.first-satisfaction occurred_on",
    w."satisfied.first-satisfaction event"."recorded_on" AS "satisfied.first-satisfaction recorded_on",
    w."satisfied.first-satisfaction event"."satisfied" AS "satisfied.first-satisfaction satisfied"
  FROM "people 1" p
  LEFT JOIN (
    SELECT p.rowid AS row_no,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'return' AND e.occurred_on >= p."independent-in-ten-weeks.first-closure-occurred-on" AND e.occurred_on <= p."independent-in-ten-weeks.first-closure-occurred-on-plus-28-days") AS "independent-in-ten-weeks.first-return event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'closure' AND (coalesce(e."reason" IN ('moved-away', 'died'), false)) AND e.occurred_on >= p."older-people.first-referral-occurred-on") AS "older-people.first-closure event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'moved-into-care-home' AND e.occurred_on >= p."independent-in-ten-weeks.first-referral-2-occurred-on" AND e.occurred_on <= p."independent-in-a-year.first-referral-2-occurred-on-plus-364-days") AS "still-at-home.first-moved-into-care-home event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "recorded_on": e."recorded_on", "satisfied": e."satisfied"}) FILTER (WHERE e.event = 'satisfaction' AND e.occurred_on >= p."independent-in-ten-weeks.first-referral-2-occurred-on") AS "satisfied.first-satisfaction event"
    FROM "people 1" p JOIN picked_event e ON e.person = p.person
    WHERE e.event IN ('return', 'closure', 'moved-into-care-home', 'satisfaction')
    GROUP BY p.rowid
  ) w ON w.row_no = p.rowid
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "independent-in-ten-weeks.first-return" IS NULL AND "independent-in-ten-weeks.first-closure-occurred-on-plus-28-days" IS NOT NULL AS "independent-in-ten-weeks.absent-return",
    "older-people.first-closure occurred_on" AS "older-people.first-closure-occurred-on",
    "still-at-home.first-moved-into-care-home" IS NULL AND "independent-in-a-year.first-referral-2-occurred-on-plus-364-days" IS NOT NULL AS "still-at-home.absent-moved-into-care-home",
    "satisfied.first-satisfaction" IS NOT NULL AS "satisfied.first-satisfaction-present",
    "satisfied.first-satisfaction occurred_on" AS "satisfied.first-satisfaction-occurred-on",
    "satisfied.first-satisfaction satisfied" AS "satisfied.first-satisfaction-satisfied",
    "satisfied.first-satisfaction recorded_on" AS "satisfied.first-satisfaction-recorded-on"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "older-people.joined" AND "independent-in-ten-weeks.first-closure-present" AND "independent-in-ten-weeks.closure-not-before-term" AND "independent-in-ten-weeks.first-closure-occurred-on-in-time" AND "independent-in-ten-weeks.absent-return" AND "independent-in-ten-weeks.closure-recorded-in-time" AS "independent-in-ten-weeks.conditions",
    CASE WHEN "older-people.joined" AND "independent-in-ten-weeks.first-closure-present" AND "independent-in-ten-weeks.closure-not-before-term" AND "independent-in-ten-weeks.first-closure-occurred-on-in-time" AND "independent-in-ten-weeks.absent-return" AND "independent-in-ten-weeks.closure-recorded-in-time" THEN greatest("older-people.first-referral settled", "independent-in-ten-weeks.first-closure settled", "independent-in-ten-weeks.closure-not-before-term settled", "independent-in-ten-weeks.first-closure-occurred-on-in-time settled", "independent-in-ten-weeks.first-return settled", "independent-in-ten-weeks.closure-recorded-in-time settled") ELSE least(CASE WHEN NOT "older-people.joined" THEN "older-people.first-referral settled" END, CASE WHEN NOT "independent-in-ten-weeks.first-closure-present" THEN "independent-in-ten-weeks.first-closure settled" END, CASE WHEN NOT "independent-in-ten-weeks.closure-not-before-term" THEN "independent-in-ten-weeks.closure-not-before-term settled" END, CASE WHEN NOT "independent-in-ten-weeks.first-closure-occurred-on-in-time" THEN "independent-in-ten-weeks.first-closure-occurred-on-in-time settled" END, CASE WHEN NOT "independent-in-ten-weeks.absent-return" THEN "independent-in-ten-weeks.first-return settled" END, CASE WHEN NOT "independent-in-ten-weeks.closure-recorded-in-time" THEN "independent-in-ten-weeks.closure-recorded-in-time settled" END) END AS "independent-in-ten-weeks.conditions settled",
    "older-people.joined" AND "independent-in-ten-weeks.first-closure-present" AND "independent-in-ten-weeks.closure-not-before-term" AND "independent-in-a-year.first-closure-occurred-on-in-time" AND "independent-in-ten-weeks.absent-return" AND "independent-in-ten-weeks.closure-recorded-in-time" AS "independent-in-a-year.conditions",
    CASE WHEN "older-people.joined" AND "independent-in-ten-weeks.first-closure-present" AND "independent-in-ten-weeks.closure-not-before-term" AND "independent-in-a-year.first-closure-occurred-on-in-time" AND "independent-in-ten-weeks.absent-return" AND "independent-in-ten-weeks.closure-recorded-in-time" THEN greatest("older-people.first-referral settled", "independent-in-ten-weeks.first-closure settled", "independent-in-ten-weeks.closure-not-before-term settled", "independent-in-a-year.first-closure-occurred-on-in-time settled", "independent-in-ten-weeks.first-return settled", "independent-in-ten-weeks.closure-recorded-in-time settled") ELSE least(CASE WHEN NOT "older-people.joined" THEN "older-people.first-referral settled" END, CASE WHEN NOT "independent-in-ten-weeks.first-closure-present" THEN "independent-in-ten-weeks.first-closure settled" END, CASE WHEN NOT "independent-in-ten-weeks.closure-not-before-term" THEN "independent-in-ten-weeks.closure-not-before-term settled" END, CASE WHEN NOT "independent-in-a-year.first-closure-occurred-on-in-time" THEN "independent-in-a-year.first-closure-occurred-on-in-time settled" END, CASE WHEN NOT "independent-in-ten-weeks.absent-return" THEN "independent-in-ten-weeks.first-return settled" END, CASE WHEN NOT "independent-in-ten-weeks.closure-recorded-in-time" THEN "independent-in-ten-weeks.closure-recorded-in-time settled" END) END AS "independent-in-a-year.conditions settled",
    "older-people.joined" AND "still-at-home.first-referral-present" AND "still-at-home.referral-not-before-term" AND "still-at-home.absent-moved-into-care-home" AND "still-at-home.referral-recorded-in-time" AS "still-at-home.conditions",
    CASE WHEN "older-people.joined" AND "still-at-home.first-referral-present" AND "still-at-home.referral-not-before-term" AND "still-at-home.absent-moved-into-care-home" AND "still-at-home.referral-recorded-in-time" THEN greatest("older-people.first-referral settled", "still-at-home.first-referral settled", "still-at-home.referral-not-before-term settled", "still-at-home.first-moved-into-care-home settled", "still-at-home.referral-recorded-in-time settled") ELSE least(CASE WHEN NOT "older-people.joined" THEN "older-people.first-referral settled" END, CASE WHEN NOT "still-at-home.first-referral-present" THEN "still-at-home.first-referral settled" END, CASE WHEN NOT "still-at-home.referral-not-before-term" THEN "still-at-home.referral-not-before-term settled" END, CASE WHEN NOT "still-at-home.absent-moved-into-care-home" THEN "still-at-home.first-moved-into-care-home settled" END, CASE WHEN NOT "still-at-home.referral-recorded-in-time" THEN "still-at-home.referral-recorded-in-time settled" END) END AS "still-at-home.conditions settled",
    coalesce("satisfied.first-satisfaction-occurred-on" >= 740072, false) AS "satisfied.satisfaction-not-before-term",
    CASE WHEN "satisfied.first-satisfaction-occurred-on" IS NULL THEN least("satisfied.first-satisfaction settled", 742318) ELSE greatest("satisfied.first-satisfaction-occurred-on", "satisfied.first-satisfaction settled") END AS "satisfied.satisfaction-not-before-term settled",
    coalesce("satisfied.first-satisfaction-satisfied" IN (1), false) AS "satisfied.first-satisfaction-satisfied-test",
    coalesce("satisfied.first-satisfaction-occurred-on" >= "independent-in-ten-weeks.first-referral-2-occurred-on" AND "satisfied.first-satisfaction-occurred-on" <= "independent-in-a-year.first-referral-2-occurred-on-plus-364-days", false) AS "satisfied.first-satisfaction-occurred-on-in-time",
    CASE WHEN "independent-in-ten-weeks.first-referral-2-occurred-on" IS NULL THEN "older-people.first-referral-2 settled" WHEN "independent-in-a-year.first-referral-2-occurred-on-plus-364-days" IS NULL THEN "older-people.first-referral-2 settled" WHEN "satisfied.first-satisfaction-occurred-on" IS NULL THEN greatest(least("satisfied.first-satisfaction settled", least("independent-in-a-year.first-referral-2-occurred-on-plus-364-days", 742318)), "older-people.first-referral-2 settled") WHEN "satisfied.first-satisfaction-occurred-on" > "independent-in-a-year.first-referral-2-occurred-on-plus-364-days" THEN greatest(least("independent-in-a-year.first-referral-2-occurred-on-plus-364-days", 742318), "older-people.first-referral-2 settled") ELSE greatest("satisfied.first-satisfaction-occurred-on", "satisfied.first-satisfaction settled", "older-people.first-referral-2 settled") END AS "satisfied.first-satisfaction-occurred-on-in-time settled",
    "satisfied.first-satisfaction-occurred-on" + 28 AS "satisfied.satisfaction-evidence-day",
    coalesce("older-people.first-closure-occurred-on" < "population-price.conditions settled", false) AS "population-price.left-before-conditions",
    CASE WHEN coalesce("older-people.first-closure-occurred-on" < "population-price.conditions settled", false) THEN "older-people.first-closure-occurred-on" ELSE "population-price.conditions settled" END AS "population-price.left-before-conditions settled"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("older-people.first-closure-occurred-on" < "independent-in-ten-weeks.conditions settled", false) AS "independent-in-ten-weeks.left-before-conditions",
    CASE WHEN coalesce("older-people.first-closure-occurred-on" < "independent-in-ten-weeks.conditions settled", false) THEN "older-people.first-closure-occurred-on" ELSE "independent-in-ten-weeks.conditions settled" END AS "independent-in-ten-weeks.left-before-conditions settled",
    coalesce("older-people.first-closure-occurred-on" < "independent-in-a-year.conditions settled", false) AS "independent-in-a-year.left-before-conditions",
    CASE WHEN coalesce("older-people.first-closure-occurred-on" < "independent-in-a-year.conditions settled", false) THEN "older-people.first-closure-occurred-on" ELSE "independent-in-a-year.conditions settled" END AS "independent-in-a-year.left-before-conditions settled",
    coalesce("older-people.first-closure-occurred-on" < "still-at-home.conditions settled", false) AS "still-at-home.left-before-conditions",
    CASE WHEN coalesce("older-people.first-closure-occurred-on" < "still-at-home.conditions settled", false) THEN "older-people.first-closure-occurred-on" ELSE "still-at-home.conditions settled" END AS "still-at-home.left-before-conditions settled",
    coalesce("satisfied.first-satisfaction-recorded-on" >= "satisfied.first-satisfaction-occurred-on" AND "satisfied.first-satisfaction-recorded-on" <= "satisfied.satisfaction-evidence-day", false) AS "satisfied.satisfaction-recorded-in-time",
    CASE WHEN "satisfied.first-satisfaction-occurred-on" IS NULL THEN "satisfied.first-satisfaction settled" WHEN "satisfied.satisfaction-evidence-day" IS NULL THEN "satisfied.first-satisfaction settled" WHEN "satisfied.first-satisfaction-recorded-on" IS NULL THEN greatest(least("satisfied.first-satisfaction settled", least("satisfied.satisfaction-evidence-day", 742318)), "satisfied.first-satisfaction settled") WHEN "satisfied.first-satisfaction-recorded-on" > "satisfied.satisfaction-evidence-day" THEN greatest(least("satisfied.satisfaction-evidence-day", 742318), "satisfied.first-satisfaction settled") ELSE greatest("satisfied.first-satisfaction-recorded-on", "satisfied.first-satisfaction settled") END AS "satisfied.satisfaction-recorded-in-time settled",
    NOT "population-price.left-before-conditions" AS "population-price.stayed-until-conditions"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    NOT "independent-in-ten-weeks.left-before-conditions" AS "independent-in-ten-weeks.stayed-until-conditions",
    NOT "independent-in-a-year.left-before-conditions" AS "independent-in-a-year.stayed-until-conditions",
    NOT "still-at-home.left-before-conditions" AS "still-at-home.stayed-until-conditions",
    "older-people.joined" AND "satisfied.first-satisfaction-present" AND "satisfied.satisfaction-not-before-term" AND "satisfied.first-satisfaction-satisfied-test" AND "satisfied.first-satisfaction-occurred-on-in-time" AND "satisfied.satisfaction-recorded-in-time" AS "satisfied.conditions",
    CASE WHEN "older-people.joined" AND "satisfied.first-satisfaction-present" AND "satisfied.satisfaction-not-before-term" AND "satisfied.first-satisfaction-satisfied-test" AND "satisfied.first-satisfaction-occurred-on-in-time" AND "satisfied.satisfaction-recorded-in-time" THEN greatest("older-people.first-referral settled", "satisfied.first-satisfaction settled", "satisfied.satisfaction-not-before-term settled", "satisfied.first-satisfaction-occurred-on-in-time settled", "satisfied.satisfaction-recorded-in-time settled") ELSE least(CASE WHEN NOT "older-people.joined" THEN "older-people.first-referral settled" END, CASE WHEN NOT "satisfied.first-satisfaction-present" THEN "satisfied.first-satisfaction settled" END, CASE WHEN NOT "satisfied.satisfaction-not-before-term" THEN "satisfied.satisfaction-not-before-term settled" END, CASE WHEN NOT "satisfied.first-satisfaction-satisfied-test" THEN "satisfied.first-satisfaction settled" END, CASE WHEN NOT "satisfied.first-satisfaction-occurred-on-in-time" THEN "satisfied.first-satisfaction-occurred-on-in-time settled" END, CASE WHEN NOT "satisfied.satisfaction-recorded-in-time" THEN "satisfied.satisfaction-recorded-in-time settled" END) END AS "satisfied.conditions settled",
    "population-price.conditions" AND "population-price.stayed-until-conditions" AS "population-price.conditions-and-stayed",
    CASE WHEN "population-price.conditions" AND "population-price.stayed-until-conditions" THEN greatest("population-price.conditions settled", "population-price.left-before-conditions settled") ELSE least(CASE WHEN NOT "population-price.conditions" THEN "population-price.conditions settled" END, CASE WHEN NOT "population-price.stayed-until-conditions" THEN "population-price.left-before-conditions settled" END) END AS "population-price.conditions-and-stayed settled"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    "independent-in-ten-weeks.conditions" AND "independent-in-ten-weeks.stayed-until-conditions" AS "independent-in-ten-weeks.conditions-and-stayed",
    CASE WHEN "independent-in-ten-weeks.conditions" AND "independent-in-ten-weeks.stayed-until-conditions" THEN greatest("independent-in-ten-weeks.conditions settled", "independent-in-ten-weeks.left-before-conditions settled") ELSE least(CASE WHEN NOT "independent-in-ten-weeks.conditions" THEN "independent-in-ten-weeks.conditions settled" END, CASE WHEN NOT "independent-in-ten-weeks.stayed-until-conditions" THEN "independent-in-ten-weeks.left-before-conditions settled" END) END AS "independent-in-ten-weeks.conditions-and-stayed settled",
    "independent-in-a-year.conditions" AND "independent-in-a-year.stayed-until-conditions" AS "independent-in-a-year.conditions-and-stayed",
    CASE WHEN "independent-in-a-year.conditions" AND "independent-in-a-year.stayed-until-conditions" THEN greatest("independent-in-a-year.conditions settled", "independent-in-a-year.left-before-conditions settled") ELSE least(CASE WHEN NOT "independent-in-a-year.conditions" THEN "independent-in-a-year.conditions settled" END, CASE WHEN NOT "independent-in-a-year.stayed-until-conditions" THEN "independent-in-a-year.left-before-conditions settled" END) END AS "independent-in-a-year.conditions-and-stayed settled",
    "still-at-home.conditions" AND "still-at-home.stayed-until-conditions" AS "still-at-home.conditions-and-stayed",
    CASE WHEN "still-at-home.conditions" AND "still-at-home.stayed-until-conditions" THEN greatest("still-at-home.conditions settled", "still-at-home.left-before-conditions settled") ELSE least(CASE WHEN NOT "still-at-home.conditions" THEN "still-at-home.conditions settled" END, CASE WHEN NOT "still-at-home.stayed-until-conditions" THEN "still-at-home.left-before-conditions settled" END) END AS "still-at-home.conditions-and-stayed settled",
    coalesce("older-people.first-closure-occurred-on" < "satisfied.conditions settled", false) AS "satisfied.left-before-conditions",
    CASE WHEN coalesce("older-people.first-closure-occurred-on" < "satisfied.conditions settled", false) THEN "older-people.first-closure-occurred-on" ELSE "satisfied.conditions settled" END AS "satisfied.left-before-conditions settled",
    "older-people.joined" AND "reabled.first-referral-2-occurred-on-present" AND "independent-in-ten-weeks.stayed-until-conditions" AS "reabled.counted",
    CASE WHEN "older-people.joined" AND "reabled.first-referral-2-occurred-on-present" AND "independent-in-ten-weeks.stayed-until-conditions" THEN greatest("older-people.first-referral settled", "older-people.first-referral-2 settled", "independent-in-ten-weeks.left-before-conditions settled") ELSE least(CASE WHEN NOT "older-people.joined" THEN "older-people.first-referral settled" END, CASE WHEN NOT "reabled.first-referral-2-occurred-on-present" THEN "older-people.first-referral-2 settled" END, CASE WHEN NOT "independent-in-ten-weeks.stayed-until-conditions" THEN "independent-in-ten-weeks.left-before-conditions settled" END) END AS "reabled.counted settled",
    "older-people.joined" AND "reabled.first-referral-2-occurred-on-present" AND "independent-in-a-year.stayed-until-conditions" AS "reabled-in-a-year.counted",
    CASE WHEN "older-people.joined" AND "reabled.first-referral-2-occurred-on-present" AND "independent-in-a-year.stayed-until-conditions" THEN greatest("older-people.first-referral settled", "older-people.first-referral-2 settled", "independent-in-a-year.left-before-conditions settled") ELSE least(CASE WHEN NOT "older-people.joined" THEN "older-people.first-referral settled" END, CASE WHEN NOT "reabled.first-referral-2-occurred-on-present" THEN "older-people.first-referral-2 settled" END, CASE WHEN NOT "independent-in-a-year.stayed-until-conditions" THEN "independent-in-a-year.left-before-conditions settled" END) END AS "reabled-in-a-year.counted settled",
    "older-people.joined" AND "reabled.first-referral-2-occurred-on-present" AND "still-at-home.stayed-until-conditions" AS "at-home.counted",
    CASE WHEN "older-people.joined" AND "reabled.first-referral-2-occurred-on-present" AND "still-at-home.stayed-until-conditions" THEN greatest("older-people.first-referral settled", "older-people.first-referral-2 settled", "still-at-home.left-before-conditions settled") ELSE least(CASE WHEN NOT "older-people.joined" THEN "older-people.first-referral settled" END, CASE WHEN NOT "reabled.first-referral-2-occurred-on-present" THEN "older-people.first-referral-2 settled" END, CASE WHEN NOT "still-at-home.stayed-until-conditions" THEN "still-at-home.left-before-conditions settled" END) END AS "at-home.counted settled"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    NOT "satisfied.left-before-conditions" AS "satisfied.stayed-until-conditions",
    "reabled.counted" AND "independent-in-ten-weeks.conditions-and-stayed" AS "reabled.achieved",
    CASE WHEN "reabled.counted" AND "independent-in-ten-weeks.conditions-and-stayed" THEN greatest("reabled.counted settled", "independent-in-ten-weeks.conditions-and-stayed settled") ELSE least(CASE WHEN NOT "reabled.counted" THEN "reabled.counted settled" END, CASE WHEN NOT "independent-in-ten-weeks.conditions-and-stayed" THEN "independent-in-ten-weeks.conditions-and-stayed settled" END) END AS "reabled.achieved settled",
    "reabled-in-a-year.counted" AND "independent-in-a-year.conditions-and-stayed" AS "reabled-in-a-year.achieved",
    CASE WHEN "reabled-in-a-year.counted" AND "independent-in-a-year.conditions-and-stayed" THEN greatest("reabled-in-a-year.counted settled", "independent-in-a-year.conditions-and-stayed settled") ELSE least(CASE WHEN NOT "reabled-in-a-year.counted" THEN "reabled-in-a-year.counted settled" END, CASE WHEN NOT "independent-in-a-year.conditions-and-stayed" THEN "independent-in-a-year.conditions-and-stayed settled" END) END AS "reabled-in-a-year.achieved settled",
    "at-home.counted" AND "still-at-home.conditions-and-stayed" AS "at-home.achieved",
    CASE WHEN "at-home.counted" AND "still-at-home.conditions-and-stayed" THEN greatest("at-home.counted settled", "still-at-home.conditions-and-stayed settled") ELSE least(CASE WHEN NOT "at-home.counted" THEN "at-home.counted settled" END, CASE WHEN NOT "still-at-home.conditions-and-stayed" THEN "still-at-home.conditions-and-stayed settled" END) END AS "at-home.achieved settled"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    "satisfied.conditions" AND "satisfied.stayed-until-conditions" AS "satisfied.conditions-and-stayed",
    CASE WHEN "satisfied.conditions" AND "satisfied.stayed-until-conditions" THEN greatest("satisfied.conditions settled", "satisfied.left-before-conditions settled") ELSE least(CASE WHEN NOT "satisfied.conditions" THEN "satisfied.conditions settled" END, CASE WHEN NOT "satisfied.stayed-until-conditions" THEN "satisfied.left-before-conditions settled" END) END AS "satisfied.conditions-and-stayed settled",
    "older-people.joined" AND "reabled.first-referral-2-occurred-on-present" AND "satisfied.stayed-until-conditions" AS "satisfaction-rate.counted",
    CASE WHEN "older-people.joined" AND "reabled.first-referral-2-occurred-on-present" AND "satisfied.stayed-until-conditions" THEN greatest("older-people.first-referral settled", "older-people.first-referral-2 settled", "satisfied.left-before-conditions settled") ELSE least(CASE WHEN NOT "older-people.joined" THEN "older-people.first-referral settled" END, CASE WHEN NOT "reabled.first-referral-2-occurred-on-present" THEN "older-people.first-referral-2 settled" END, CASE WHEN NOT "satisfied.stayed-until-conditions" THEN "satisfied.left-before-conditions settled" END) END AS "satisfaction-rate.counted settled"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    "satisfaction-rate.counted" AND "satisfied.conditions-and-stayed" AS "satisfaction-rate.achieved",
    CASE WHEN "satisfaction-rate.counted" AND "satisfied.conditions-and-stayed" THEN greatest("satisfaction-rate.counted settled", "satisfied.conditions-and-stayed settled") ELSE least(CASE WHEN NOT "satisfaction-rate.counted" THEN "satisfaction-rate.counted settled" END, CASE WHEN NOT "satisfied.conditions-and-stayed" THEN "satisfied.conditions-and-stayed settled" END) END AS "satisfaction-rate.achieved settled"
  FROM row_7
)
SELECT person, "older-people.first-referral", "older-people.first-referral settled", "older-people.joined", "older-people.first-referral-2", "older-people.first-referral-2 settled", "older-people.first-referral-2 id_order", "older-people.first-referral-2-provider", "independent-in-ten-weeks.first-referral-2-occurred-on", "reabled.year-of-members", "reabled.year-of-members settled", "population-price.first-referral-2-present", "population-price.referral-not-before-term", "population-price.referral-not-before-term settled", "population-price.price", "population-price.amount-known", "older-people.first-closure", "older-people.first-closure settled", "older-people.first-closure-occurred-on", "independent-in-ten-weeks.left-before-conditions", "independent-in-ten-weeks.left-before-conditions settled", "independent-in-ten-weeks.conditions-and-stayed", "independent-in-ten-weeks.conditions-and-stayed settled", "independent-in-a-year.left-before-conditions", "independent-in-a-year.left-before-conditions settled", "independent-in-a-year.conditions-and-stayed", "independent-in-a-year.conditions-and-stayed settled", "still-at-home.left-before-conditions", "still-at-home.left-before-conditions settled", "still-at-home.conditions-and-stayed", "still-at-home.conditions-and-stayed settled", "satisfied.left-before-conditions", "satisfied.left-before-conditions settled", "satisfied.conditions-and-stayed", "satisfied.conditions-and-stayed settled", "reabled.counted", "reabled.counted settled", "reabled.achieved", "reabled.achieved settled", "reabled-in-a-year.counted", "reabled-in-a-year.counted settled", "reabled-in-a-year.achieved", "reabled-in-a-year.achieved settled", "at-home.counted", "at-home.counted settled", "at-home.achieved", "at-home.achieved settled", "satisfaction-rate.counted", "satisfaction-rate.counted settled", "satisfaction-rate.achieved", "satisfaction-rate.achieved settled", "population-price.stayed-until-conditions", "population-price.left-before-conditions settled", "population-price.conditions-and-stayed", "population-price.conditions-and-stayed settled"
FROM row_8;

-- population-price.pays, line 133
CREATE OR REPLACE TABLE "people lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  "older-people.first-referral-2-provider" AS provider,
  "older-people.first-referral-2 id_order" AS id_order,
  CASE WHEN "older-people.first-referral-2 id_order" IS NULL THEN concat('population-price/', in_person(person)) END AS line_id,
  CAST(NULL AS INTEGER) AS stay_period,
  CASE WHEN "population-price.conditions-and-stayed settled" > getvariable('as_at') THEN 'pending' WHEN "population-price.conditions-and-stayed" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "population-price.conditions-and-stayed" AND "population-price.conditions-and-stayed settled" <= getvariable('as_at') THEN "population-price.price" ELSE coalesce("population-price.price", 0) END AS amount,
  CASE WHEN "population-price.conditions-and-stayed" AND "population-price.conditions-and-stayed settled" <= getvariable('as_at') THEN "population-price.conditions-and-stayed settled" END AS earned_on,
  CASE WHEN "population-price.conditions-and-stayed" AND "population-price.conditions-and-stayed settled" <= getvariable('as_at') THEN month_end("population-price.conditions-and-stayed settled") + 30 END AS payable_on
FROM "people 2"
WHERE "older-people.joined" AND "older-people.first-referral settled" <= getvariable('as_at') AND (("population-price.conditions-and-stayed" AND "population-price.conditions-and-stayed settled" <= getvariable('as_at') AND coalesce("population-price.price", 0) <> 0)
  OR NOT "population-price.conditions-and-stayed" OR "population-price.conditions-and-stayed settled" > getvariable('as_at'));

-- care-home-cost.takes, line 138
-- care-home-cost.takes, line 138: the period has begun
-- care-home-cost.takes, line 138: the period is on or after 1 April 2027
-- older-people.joins-on, line 44: the first referral where age is at least 65 and the referral is during the term
-- care-home-cost.when, line 139: stay is lasting
-- care-home-cost.takes, line 138: the start of care-home-stay
-- care-home-cost.takes, line 138: the amount can be worked out
-- older-people.sets-aside, line 48: a closure where reason is one of moved-away, died
CREATE OR REPLACE TABLE "periods:care-home-cost 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p.period_start,
    p.period_start AS "care-home-cost.period-start",
    p.start_day AS "care-home-cost.period-start settled",
    p.period_last AS "care-home-cost.period-end",
    p.start_day AS "care-home-cost.period-end settled",
    o."older-people.joined" AS "older-people.joined-for-periods-care-home-cost",
    o."older-people.first-referral settled" AS "older-people.joined-for-periods-care-home-cost settled",
    o."older-people.first-closure-occurred-on" AS "older-people.first-closure-occurred-on-for-periods-care-home-cost",
    o."older-people.first-closure settled" AS "older-people.first-closure-occurred-on-for-periods-care-home-cost settled",
    b."care-home-cost.spell-stay-test" AS "care-home-cost.spell-stay-test-for-periods-care-home-cost",
    b."care-home-stay.spell settled" AS "care-home-cost.spell-stay-test-for-periods-care-home-cost settled",
    b."care-home-cost.spell-weekly-fee" AS "care-home-cost.spell-weekly-fee-for-periods-care-home-cost",
    b."care-home-cost.spell-provider" AS "care-home-cost.spell-provider-for-periods-care-home-cost"
  FROM (
    SELECT person, event_id, start_day + (n) * 7 AS period_start,
      start_day + (n + 1) * 7 - 1 AS period_last, start_day
    FROM (
      SELECT *, unnest(range(0, (least(coalesce(last_day, 742318), 742318) - start_day) // 7 + 1)) AS n
      FROM "stretches of spell:care-home-stay" WHERE start_id = event_id
    )
    WHERE period_start <= least(coalesce(last_day, 742318), 742318)
  ) p
  JOIN "people 2" o ON o.person = p.person
  JOIN "spell:care-home-stay 1" b ON b.person = p.person AND b.event_id = p.event_id
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("care-home-cost.period-start" <= 742318, false) AS "care-home-cost.period-start-in-time",
    CASE WHEN "care-home-cost.period-start" IS NULL THEN least("care-home-cost.period-start settled", 742318) WHEN "care-home-cost.period-start" > 742318 THEN 742318 ELSE greatest("care-home-cost.period-start", "care-home-cost.period-start settled") END AS "care-home-cost.period-start-in-time settled",
    coalesce("care-home-cost.period-start" >= 740072, false) AS "care-home-cost.period-start-in-time-2",
    CASE WHEN "care-home-cost.period-start" IS NULL THEN least("care-home-cost.period-start settled", 742318) ELSE greatest("care-home-cost.period-start", "care-home-cost.period-start settled") END AS "care-home-cost.period-start-in-time-2 settled",
    CASE WHEN "care-home-cost.spell-weekly-fee-for-periods-care-home-cost" + 0 IS NOT NULL THEN greatest("care-home-cost.spell-weekly-fee-for-periods-care-home-cost", 0) END AS "care-home-cost.amount-or-nothing"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "older-people.joined-for-periods-care-home-cost" AND "care-home-cost.period-start-in-time" AS "care-home-cost.begun-and-joined",
    CASE WHEN "older-people.joined-for-periods-care-home-cost" AND "care-home-cost.period-start-in-time" THEN greatest("older-people.joined-for-periods-care-home-cost settled", "care-home-cost.period-start-in-time settled") ELSE least(CASE WHEN NOT "older-people.joined-for-periods-care-home-cost" THEN "older-people.joined-for-periods-care-home-cost settled" END, CASE WHEN NOT "care-home-cost.period-start-in-time" THEN "care-home-cost.period-start-in-time settled" END) END AS "care-home-cost.begun-and-joined settled",
    "care-home-cost.amount-or-nothing" * -1 AS "care-home-cost.taken"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "care-home-cost.taken" IS NOT NULL AS "care-home-cost.amount-known"
  FROM row_2
)
SELECT person, event_id, period_start, "care-home-cost.period-start", "care-home-cost.period-start settled", "care-home-cost.period-end", "care-home-cost.period-end settled", "care-home-cost.period-start-in-time", "care-home-cost.period-start-in-time settled", "care-home-cost.period-start-in-time-2", "care-home-cost.period-start-in-time-2 settled", "older-people.joined-for-periods-care-home-cost", "older-people.joined-for-periods-care-home-cost settled", "care-home-cost.begun-and-joined", "care-home-cost.begun-and-joined settled", "care-home-cost.spell-stay-test-for-periods-care-home-cost", "care-home-cost.spell-stay-test-for-periods-care-home-cost settled", "care-home-cost.taken", "care-home-cost.amount-known", "older-people.first-closure-occurred-on-for-periods-care-home-cost", "older-people.first-closure-occurred-on-for-periods-care-home-cost settled", "care-home-cost.spell-provider-for-periods-care-home-cost"
FROM row_3;

-- care-home-cost.takes, line 138: the started period of 1 week of care-home-stay
-- care-home-cost, line 137
CREATE OR REPLACE TABLE "periods:care-home-cost 3" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p.period_start,
    p."care-home-cost.period-start",
    p."care-home-cost.period-start settled",
    p."care-home-cost.period-end",
    p."care-home-cost.period-end settled",
    p."care-home-cost.period-start-in-time",
    p."care-home-cost.period-start-in-time settled",
    p."care-home-cost.period-start-in-time-2",
    p."care-home-cost.period-start-in-time-2 settled",
    p."older-people.joined-for-periods-care-home-cost",
    p."older-people.joined-for-periods-care-home-cost settled",
    p."care-home-cost.begun-and-joined",
    p."care-home-cost.begun-and-joined settled",
    p."care-home-cost.spell-stay-test-for-periods-care-home-cost",
    p."care-home-cost.spell-stay-test-for-periods-care-home-cost settled",
    p."care-home-cost.taken",
    p."care-home-cost.amount-known",
    p."older-people.first-closure-occurred-on-for-periods-care-home-cost",
    p."older-people.first-closure-occurred-on-for-periods-care-home-cost settled",
    p."care-home-cost.spell-provider-for-periods-care-home-cost",
    s1.reaching IS NOT NULL AND p."care-home-cost.period-start" <= 742318 AS "care-home-cost.covers-period-start",
    greatest(p."care-home-cost.period-start settled", CASE WHEN p."care-home-cost.period-start" > 742318 THEN 742318 WHEN s1.reaching IS NOT NULL THEN greatest(p."care-home-cost.period-start", s1.reaching.start_day) ELSE least(s1l.last_day, 742318) END) AS "care-home-cost.covers-period-start settled",
    coalesce(s1.reaching.start_id, s1l.last_id) AS "care-home-cost.decides-period-start",
    greatest(p."care-home-cost.period-start settled", CASE WHEN p."care-home-cost.period-start" > 742318 THEN 742318 WHEN s1.reaching IS NOT NULL THEN greatest(p."care-home-cost.period-start", s1.reaching.start_day) ELSE least(s1l.last_day, 742318) END) AS "care-home-cost.decides-period-start settled",
    coalesce(s1.reaching.start_order, s1l.last_order) AS "care-home-cost.decides-period-start id_order"
  FROM "periods:care-home-cost 2" p
  LEFT JOIN (
    SELECT p.rowid AS row_no, min({start_day: s.start_day, start_order: s.start_order, start_id: s.start_id}) AS reaching
    FROM "periods:care-home-cost 2" p JOIN "stretches of spell:care-home-stay" s ON s.person = p.person AND s.event_id = p.event_id
    WHERE s.end_day IS NULL OR s.end_day >= p."care-home-cost.period-start"
    GROUP BY p.rowid
  ) s1 ON s1.row_no = p.rowid
  JOIN "stretches of spell:care-home-stay" s1l ON s1l.start_id = p.event_id
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "older-people.joined-for-periods-care-home-cost" AND "care-home-cost.period-start-in-time" AND "care-home-cost.covers-period-start" AND "care-home-cost.period-start-in-time-2" AND "care-home-cost.spell-stay-test-for-periods-care-home-cost" AND "care-home-cost.amount-known" AS "care-home-cost.conditions",
    CASE WHEN "older-people.joined-for-periods-care-home-cost" AND "care-home-cost.period-start-in-time" AND "care-home-cost.covers-period-start" AND "care-home-cost.period-start-in-time-2" AND "care-home-cost.spell-stay-test-for-periods-care-home-cost" AND "care-home-cost.amount-known" THEN greatest("older-people.joined-for-periods-care-home-cost settled", "care-home-cost.period-start-in-time settled", "care-home-cost.covers-period-start settled", "care-home-cost.period-start-in-time-2 settled", "care-home-cost.spell-stay-test-for-periods-care-home-cost settled") ELSE least(CASE WHEN NOT "older-people.joined-for-periods-care-home-cost" THEN "older-people.joined-for-periods-care-home-cost settled" END, CASE WHEN NOT "care-home-cost.period-start-in-time" THEN "care-home-cost.period-start-in-time settled" END, CASE WHEN NOT "care-home-cost.covers-period-start" THEN "care-home-cost.covers-period-start settled" END, CASE WHEN NOT "care-home-cost.period-start-in-time-2" THEN "care-home-cost.period-start-in-time-2 settled" END, CASE WHEN NOT "care-home-cost.spell-stay-test-for-periods-care-home-cost" THEN "care-home-cost.spell-stay-test-for-periods-care-home-cost settled" END, CASE WHEN NOT "care-home-cost.amount-known" THEN "care-home-cost.spell-stay-test-for-periods-care-home-cost settled" END) END AS "care-home-cost.conditions settled"
  FROM row_0
)
SELECT person, event_id, period_start, "care-home-cost.period-end", "care-home-cost.period-end settled", "care-home-cost.period-start-in-time", "care-home-cost.period-start-in-time settled", "care-home-cost.period-start-in-time-2", "care-home-cost.period-start-in-time-2 settled", "older-people.joined-for-periods-care-home-cost", "older-people.joined-for-periods-care-home-cost settled", "care-home-cost.begun-and-joined", "care-home-cost.begun-and-joined settled", "care-home-cost.spell-stay-test-for-periods-care-home-cost", "care-home-cost.spell-stay-test-for-periods-care-home-cost settled", "care-home-cost.taken", "care-home-cost.amount-known", "older-people.first-closure-occurred-on-for-periods-care-home-cost", "older-people.first-closure-occurred-on-for-periods-care-home-cost settled", "care-home-cost.spell-provider-for-periods-care-home-cost", "care-home-cost.covers-period-start", "care-home-cost.covers-period-start settled", "care-home-cost.decides-period-start", "care-home-cost.decides-period-start settled", "care-home-cost.decides-period-start id_order", "care-home-cost.conditions", "care-home-cost.conditions settled"
FROM row_1;

-- reabled, line 96
-- reabled-in-a-year, line 105
-- at-home, line 114
-- satisfaction-rate, line 123
CREATE OR REPLACE TABLE "provider-and-year 3" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    coalesce(g1."reabled.people-achieved", 0) AS "reabled.people-achieved",
    greatest(p.period_end, g1."reabled.people-achieved settled") AS "reabled.people-achieved settled",
    coalesce(g1."reabled.people-counted", 0) AS "reabled.people-counted",
    greatest(p.period_end, g1."reabled.people-counted settled") AS "reabled.people-counted settled",
    coalesce(g1."reabled-in-a-year.people-achieved", 0) AS "reabled-in-a-year.people-achieved",
    greatest(p.period_end, g1."reabled-in-a-year.people-achieved settled") AS "reabled-in-a-year.people-achieved settled",
    coalesce(g1."reabled-in-a-year.people-counted", 0) AS "reabled-in-a-year.people-counted",
    greatest(p.period_end, g1."reabled-in-a-year.people-counted settled") AS "reabled-in-a-year.people-counted settled",
    coalesce(g1."at-home.people-achieved", 0) AS "at-home.people-achieved",
    greatest(p.period_end, g1."at-home.people-achieved settled") AS "at-home.people-achieved settled",
    coalesce(g1."at-home.people-counted", 0) AS "at-home.people-counted",
    greatest(p.period_end, g1."at-home.people-counted settled") AS "at-home.people-counted settled",
    coalesce(g1."satisfaction-rate.people-achieved", 0) AS "satisfaction-rate.people-achieved",
    greatest(p.period_end, g1."satisfaction-rate.people-achieved settled") AS "satisfaction-rate.people-achieved settled",
    coalesce(g1."satisfaction-rate.people-counted", 0) AS "satisfaction-rate.people-counted",
    greatest(p.period_end, g1."satisfaction-rate.people-counted settled") AS "satisfaction-rate.people-counted settled"
  FROM (
    SELECT provider, period_start, period_end
    FROM (VALUES ('lead-provider')) s (provider), (VALUES
      (740072, 740437),
      (740438, 740802),
      (740803, 741167),
      (741168, 741532),
      (741533, 741898),
      (741899, 742263),
      (742264, 742318)
    ) t (period_start, period_end)
  ) p
  LEFT JOIN (
    SELECT "older-people.first-referral-2-provider" AS provider,
      "reabled.year-of-members" AS period_start,
      count(*) FILTER (WHERE "reabled.achieved") AS "reabled.people-achieved",
      max("reabled.achieved settled") FILTER (WHERE "reabled.achieved" IS NOT NULL) AS "reabled.people-achieved settled",
      count(*) FILTER (WHERE "reabled.counted") AS "reabled.people-counted",
      max("reabled.counted settled") FILTER (WHERE "reabled.counted" IS NOT NULL) AS "reabled.people-counted settled",
      count(*) FILTER (WHERE "reabled-in-a-year.achieved") AS "reabled-in-a-year.people-achieved",
      max("reabled-in-a-year.achieved settled") FILTER (WHERE "reabled-in-a-year.achieved" IS NOT NULL) AS "reabled-in-a-year.people-achieved settled",
      count(*) FILTER (WHERE "reabled-in-a-year.counted") AS "reabled-in-a-year.people-counted",
      max("reabled-in-a-year.counted settled") FILTER (WHERE "reabled-in-a-year.counted" IS NOT NULL) AS "reabled-in-a-year.people-counted settled",
      count(*) FILTER (WHERE "at-home.achieved") AS "at-home.people-achieved",
      max("at-home.achieved settled") FILTER (WHERE "at-home.achieved" IS NOT NULL) AS "at-home.people-achieved settled",
      count(*) FILTER (WHERE "at-home.counted") AS "at-home.people-counted",
      max("at-home.counted settled") FILTER (WHERE "at-home.counted" IS NOT NULL) AS "at-home.people-counted settled",
      count(*) FILTER (WHERE "satisfaction-rate.achieved") AS "satisfaction-rate.people-achieved",
      max("satisfaction-rate.achieved settled") FILTER (WHERE "satisfaction-rate.achieved" IS NOT NULL) AS "satisfaction-rate.people-achieved settled",
      count(*) FILTER (WHERE "satisfaction-rate.counted") AS "satisfaction-rate.people-counted",
      max("satisfaction-rate.counted settled") FILTER (WHERE "satisfaction-rate.counted" IS NOT NULL) AS "satisfaction-rate.people-counted settled"
    FROM "people 2"
    WHERE true AND "older-people.first-referral-2-provider" IS NOT NULL AND "reabled.year-of-members" IS NOT NULL
    GROUP BY ALL
  ) g1 ON g1.provider = p.provider AND g1.period_start = p.period_start
)
SELECT provider, period_start, period_end, "reabled.people-achieved", "reabled.people-achieved settled", "reabled.people-counted", "reabled.people-counted settled", "reabled-in-a-year.people-achieved", "reabled-in-a-year.people-achieved settled", "reabled-in-a-year.people-counted", "reabled-in-a-year.people-counted settled", "at-home.people-achieved", "at-home.people-achieved settled", "at-home.people-counted", "at-home.people-counted settled", "satisfaction-rate.people-achieved", "satisfaction-rate.people-achieved settled", "satisfaction-rate.people-counted", "satisfaction-rate.people-counted settled"
FROM row_0;

-- care-home-cost.at-most, line 140: at most 52 periods for each person
-- care-home-cost, line 137
-- care-home-cost, line 137: set aside on a closure where reason is one of moved-away, died
-- care-home-cost, line 137: the person is not set aside on a closure where reason is one of moved-away, died
CREATE OR REPLACE TABLE "periods:care-home-cost 4" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p.period_start,
    p."care-home-cost.period-end",
    p."care-home-cost.period-end settled",
    p."care-home-cost.period-start-in-time",
    p."care-home-cost.period-start-in-time settled",
    p."care-home-cost.covers-period-start",
    p."care-home-cost.covers-period-start settled",
    p."care-home-cost.decides-period-start",
    p."care-home-cost.decides-period-start settled",
    p."care-home-cost.decides-period-start id_order",
    p."care-home-cost.period-start-in-time-2",
    p."care-home-cost.period-start-in-time-2 settled",
    p."older-people.joined-for-periods-care-home-cost",
    p."older-people.joined-for-periods-care-home-cost settled",
    p."care-home-cost.begun-and-joined",
    p."care-home-cost.begun-and-joined settled",
    p."care-home-cost.spell-stay-test-for-periods-care-home-cost",
    p."care-home-cost.spell-stay-test-for-periods-care-home-cost settled",
    p."care-home-cost.taken",
    p."care-home-cost.amount-known",
    p."care-home-cost.conditions",
    p."care-home-cost.conditions settled",
    p."older-people.first-closure-occurred-on-for-periods-care-home-cost",
    p."older-people.first-closure-occurred-on-for-periods-care-home-cost settled",
    p."care-home-cost.spell-provider-for-periods-care-home-cost",
    o."older-people.first-referral",
    o."older-people.first-closure",
    coalesce(n1.place <= 52, true) AS "care-home-cost.among-the-first",
    CASE WHEN n1.place <= 52 THEN n1.known ELSE coalesce(n1.filled, 0) END AS "care-home-cost.among-the-first settled"
  FROM "periods:care-home-cost 3" p
  JOIN "people 2" o ON o.person = p.person
  LEFT JOIN (
    SELECT *, max(known) FILTER (WHERE place = 52) OVER (PARTITION BY person) AS filled
    FROM (
      SELECT rowid AS row_no, person, "care-home-cost.conditions settled" AS known,
        row_number() OVER (
          PARTITION BY person ORDER BY "care-home-cost.conditions settled", period_start, event_id
        ) AS place
      FROM "periods:care-home-cost 3" WHERE "care-home-cost.conditions"
    )
  ) n1 ON n1.row_no = p.rowid
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "care-home-cost.conditions" AND "care-home-cost.among-the-first" AS "care-home-cost.conditions-and-limit",
    CASE WHEN "care-home-cost.conditions" AND "care-home-cost.among-the-first" THEN greatest("care-home-cost.conditions settled", "care-home-cost.among-the-first settled") ELSE least(CASE WHEN NOT "care-home-cost.conditions" THEN "care-home-cost.conditions settled" END, CASE WHEN NOT "care-home-cost.among-the-first" THEN "care-home-cost.among-the-first settled" END) END AS "care-home-cost.conditions-and-limit settled"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("older-people.first-closure-occurred-on-for-periods-care-home-cost" < "care-home-cost.conditions-and-limit settled", false) AS "care-home-cost.left-before-conditions-and-limit",
    CASE WHEN coalesce("older-people.first-closure-occurred-on-for-periods-care-home-cost" < "care-home-cost.conditions-and-limit settled", false) THEN "older-people.first-closure-occurred-on-for-periods-care-home-cost" ELSE "care-home-cost.conditions-and-limit settled" END AS "care-home-cost.left-before-conditions-and-limit settled"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    NOT "care-home-cost.left-before-conditions-and-limit" AS "care-home-cost.stayed-until-conditions-and-limit"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "care-home-cost.conditions-and-limit" AND "care-home-cost.stayed-until-conditions-and-limit" AS "care-home-cost.conditions-and-limit-and-stayed",
    CASE WHEN "care-home-cost.conditions-and-limit" AND "care-home-cost.stayed-until-conditions-and-limit" THEN greatest("care-home-cost.conditions-and-limit settled", "care-home-cost.left-before-conditions-and-limit settled") ELSE least(CASE WHEN NOT "care-home-cost.conditions-and-limit" THEN "care-home-cost.conditions-and-limit settled" END, CASE WHEN NOT "care-home-cost.stayed-until-conditions-and-limit" THEN "care-home-cost.left-before-conditions-and-limit settled" END) END AS "care-home-cost.conditions-and-limit-and-stayed settled"
  FROM row_3
)
SELECT person, event_id, period_start, "older-people.first-referral", "older-people.first-closure", "care-home-cost.period-end", "care-home-cost.period-end settled", "care-home-cost.period-start-in-time", "care-home-cost.period-start-in-time settled", "care-home-cost.covers-period-start", "care-home-cost.covers-period-start settled", "care-home-cost.decides-period-start", "care-home-cost.decides-period-start settled", "care-home-cost.decides-period-start id_order", "care-home-cost.period-start-in-time-2", "care-home-cost.period-start-in-time-2 settled", "older-people.joined-for-periods-care-home-cost", "older-people.joined-for-periods-care-home-cost settled", "care-home-cost.begun-and-joined", "care-home-cost.begun-and-joined settled", "care-home-cost.spell-stay-test-for-periods-care-home-cost", "care-home-cost.spell-stay-test-for-periods-care-home-cost settled", "care-home-cost.taken", "care-home-cost.amount-known", "care-home-cost.spell-provider-for-periods-care-home-cost", "care-home-cost.among-the-first", "care-home-cost.among-the-first settled", "care-home-cost.stayed-until-conditions-and-limit", "care-home-cost.left-before-conditions-and-limit settled", "care-home-cost.conditions-and-limit-and-stayed", "care-home-cost.conditions-and-limit-and-stayed settled"
FROM row_4;

-- care-home-cost.takes, line 138
CREATE OR REPLACE TABLE "periods:care-home-cost lines" AS
SELECT
  CAST(1 AS TINYINT) AS rule,
  rowid AS row_no,
  "care-home-cost.spell-provider-for-periods-care-home-cost" AS provider,
  "care-home-cost.decides-period-start id_order" AS id_order,
  CASE WHEN "care-home-cost.decides-period-start id_order" IS NULL THEN concat('care-home-cost/', in_person(person), '/', in_person(event_id), '/', iso(period_start)) END AS line_id,
  period_start AS stay_period,
  CASE WHEN "care-home-cost.conditions-and-limit-and-stayed settled" > getvariable('as_at') THEN 'pending' WHEN "care-home-cost.conditions-and-limit-and-stayed" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "care-home-cost.conditions-and-limit-and-stayed" AND "care-home-cost.conditions-and-limit-and-stayed settled" <= getvariable('as_at') THEN "care-home-cost.taken" ELSE coalesce("care-home-cost.taken", 0) END AS amount,
  CASE WHEN "care-home-cost.conditions-and-limit-and-stayed" AND "care-home-cost.conditions-and-limit-and-stayed settled" <= getvariable('as_at') THEN "care-home-cost.conditions-and-limit-and-stayed settled" END AS earned_on,
  CASE WHEN "care-home-cost.conditions-and-limit-and-stayed" AND "care-home-cost.conditions-and-limit-and-stayed settled" <= getvariable('as_at') THEN month_end("care-home-cost.conditions-and-limit-and-stayed settled") + 30 END AS payable_on
FROM "periods:care-home-cost 4"
WHERE "care-home-cost.begun-and-joined" AND "care-home-cost.begun-and-joined settled" <= getvariable('as_at') AND (("care-home-cost.conditions-and-limit-and-stayed" AND "care-home-cost.conditions-and-limit-and-stayed settled" <= getvariable('as_at') AND coalesce("care-home-cost.taken", 0) <> 0)
  OR NOT "care-home-cost.conditions-and-limit-and-stayed" OR "care-home-cost.conditions-and-limit-and-stayed settled" > getvariable('as_at'));

-- reabled.needs, line 101: reabled
-- reabled-in-a-year.needs, line 110: reabled-in-a-year
-- at-home.needs, line 119: at-home
-- satisfaction-rate.needs, line 128: satisfaction-rate
CREATE OR REPLACE TABLE "provider-and-year 4" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    p."reabled.people-achieved",
    p."reabled.people-achieved settled",
    p."reabled.people-counted",
    p."reabled.people-counted settled",
    p."reabled-in-a-year.people-achieved",
    p."reabled-in-a-year.people-achieved settled",
    p."reabled-in-a-year.people-counted",
    p."reabled-in-a-year.people-counted settled",
    p."at-home.people-achieved",
    p."at-home.people-achieved settled",
    p."at-home.people-counted",
    p."at-home.people-counted settled",
    p."satisfaction-rate.people-achieved",
    p."satisfaction-rate.people-achieved settled",
    p."satisfaction-rate.people-counted",
    p."satisfaction-rate.people-counted settled",
    m1.achieved AS "reabled.ratio",
    m1.settled AS "reabled.ratio settled",
    m1.counted AS "reabled.ratio under",
    m1.group_start AS "reabled.group",
    m1.settled AS "reabled.group settled",
    m2.achieved AS "reabled-in-a-year.ratio",
    m2.settled AS "reabled-in-a-year.ratio settled",
    m2.counted AS "reabled-in-a-year.ratio under",
    m2.group_start AS "reabled-in-a-year.group",
    m2.settled AS "reabled-in-a-year.group settled",
    m3.achieved AS "at-home.ratio",
    m3.settled AS "at-home.ratio settled",
    m3.counted AS "at-home.ratio under",
    m3.group_start AS "at-home.group",
    m3.settled AS "at-home.group settled",
    m4.achieved AS "satisfaction-rate.ratio",
    m4.settled AS "satisfaction-rate.ratio settled",
    m4.counted AS "satisfaction-rate.ratio under",
    m4.group_start AS "satisfaction-rate.group",
    m4.settled AS "satisfaction-rate.group settled"
  FROM "provider-and-year 3" p
  LEFT JOIN (
    SELECT provider, period_start, period_start AS group_start,
      CASE WHEN "reabled.people-counted" >= 30 THEN "reabled.people-achieved" END AS achieved,
      CASE WHEN "reabled.people-counted" >= 30 THEN "reabled.people-counted" END AS counted,
      greatest("reabled.people-achieved settled", "reabled.people-counted settled") AS settled
    FROM "provider-and-year 3"
  ) m1 ON m1.provider = p.provider AND m1.period_start = p.period_start
  LEFT JOIN (
    SELECT provider, period_start, period_start AS group_start,
      CASE WHEN "reabled-in-a-year.people-counted" >= 30 THEN "reabled-in-a-year.people-achieved" END AS achieved,
      CASE WHEN "reabled-in-a-year.people-counted" >= 30 THEN "reabled-in-a-year.people-counted" END AS counted,
      greatest("reabled-in-a-year.people-achieved settled", "reabled-in-a-year.people-counted settled") AS settled
    FROM "provider-and-year 3"
  ) m2 ON m2.provider = p.provider AND m2.period_start = p.period_start
  LEFT JOIN (
    SELECT provider, period_start, period_start AS group_start,
      CASE WHEN "at-home.people-counted" >= 30 THEN "at-home.people-achieved" END AS achieved,
      CASE WHEN "at-home.people-counted" >= 30 THEN "at-home.people-counted" END AS counted,
      greatest("at-home.people-achieved settled", "at-home.people-counted settled") AS settled
    FROM "provider-and-year 3"
  ) m3 ON m3.provider = p.provider AND m3.period_start = p.period_start
  LEFT JOIN (
    SELECT provider, period_start, period_start AS group_start,
      CASE WHEN "satisfaction-rate.people-counted" >= 30 THEN "satisfaction-rate.people-achieved" END AS achieved,
      CASE WHEN "satisfaction-rate.people-counted" >= 30 THEN "satisfaction-rate.people-counted" END AS counted,
      greatest("satisfaction-rate.people-achieved settled", "satisfaction-rate.people-counted settled") AS settled
    FROM "provider-and-year 3"
  ) m4 ON m4.provider = p.provider AND m4.period_start = p.period_start
)
SELECT provider, period_start, period_end, "reabled.people-achieved", "reabled.people-achieved settled", "reabled.people-counted", "reabled.people-counted settled", "reabled-in-a-year.people-achieved", "reabled-in-a-year.people-achieved settled", "reabled-in-a-year.people-counted", "reabled-in-a-year.people-counted settled", "at-home.people-achieved", "at-home.people-achieved settled", "at-home.people-counted", "at-home.people-counted settled", "satisfaction-rate.people-achieved", "satisfaction-rate.people-achieved settled", "satisfaction-rate.people-counted", "satisfaction-rate.people-counted settled", "reabled.ratio", "reabled.ratio settled", "reabled.ratio under", "reabled.group", "reabled.group settled", "reabled-in-a-year.ratio", "reabled-in-a-year.ratio settled", "reabled-in-a-year.ratio under", "reabled-in-a-year.group", "reabled-in-a-year.group settled", "at-home.ratio", "at-home.ratio settled", "at-home.ratio under", "at-home.group", "at-home.group settled", "satisfaction-rate.ratio", "satisfaction-rate.ratio settled", "satisfaction-rate.ratio under", "satisfaction-rate.group", "satisfaction-rate.group settled"
FROM row_0;

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "people lines"
UNION ALL SELECT * FROM "periods:care-home-cost lines";

-- stop-loss.at-most, line 145
CREATE OR REPLACE TABLE "stop-loss.running-total" AS
SELECT *, after - (-amount) AS before
FROM (
  SELECT *, CAST(sum(-amount) OVER (
    PARTITION BY "provider", "year" ORDER BY earned_on, id_order NULLS FIRST, line_id, CASE rule WHEN 0 THEN 1 WHEN 1 THEN 0 END, stay_period NULLS FIRST, CASE rule WHEN 0 THEN 0 WHEN 1 THEN 0 END
    ROWS UNBOUNDED PRECEDING
  ) AS BIGINT) AS after
  FROM (
    SELECT rule, row_no, provider, amount, status, earned_on, payable_on, id_order, line_id, stay_period, year_start(earned_on) AS "year"
    FROM payment_line
    WHERE rule IN (1) AND (status IN ('payable', 'released') AND rule IN (1))
  )
);

-- stop-loss.at-most, line 145
CREATE OR REPLACE TABLE "stop-loss.paid-under-cap parts" AS
SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by
FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (1))
WHERE NOT (status IN ('payable', 'released') AND rule IN (1))
UNION ALL
SELECT r.rule, r.row_no, r.provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, -(least(r.after, 50000000) - r.before) AS amount, r.status, r.earned_on, r.payable_on, CAST(NULL AS VARCHAR) AS taken_by
FROM "stop-loss.running-total" r 
WHERE r.before < 50000000
UNION ALL
SELECT r.rule, r.row_no, r.provider, CAST('' AS VARCHAR) AS part, CAST(1 AS TINYINT) AS made_by, -(r.after - greatest(r.before, 50000000)) AS amount, CASE WHEN getvariable('as_at') >= 742318 THEN 'capped' ELSE 'capped' END AS status, r.earned_on, CASE WHEN (CASE WHEN getvariable('as_at') >= 742318 THEN 'capped' ELSE 'capped' END) = 'payable' THEN CASE r.rule WHEN 0 THEN month_end(742318) + 30 WHEN 1 THEN month_end(742318) + 30 END END AS payable_on, CAST(NULL AS VARCHAR) AS taken_by
FROM "stop-loss.running-total" r 
WHERE r.after > 50000000;

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0)
  UNION ALL SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by FROM "stop-loss.paid-under-cap parts");

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat('population-price/', in_person(p.person), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'population-price' AS payment,
  CASE d.made_by WHEN 1 THEN 145 ELSE 133 END AS clause,
  d.provider AS provider,
  p.person AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort([p."older-people.first-referral", CASE WHEN p."older-people.first-referral-2" IS DISTINCT FROM p."older-people.first-referral" THEN p."older-people.first-referral-2" END, p."older-people.first-closure"]), chr(31)) AS because,
  CASE d.made_by WHEN 1 THEN CASE WHEN d.status = 'carried-forward' THEN 'room under stop-loss, by 2033-05-25' END ELSE CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."older-people.first-referral settled" > getvariable('as_at') THEN 'the first referral where age is at least 65 and the referral is during the term' WHEN p."older-people.first-referral-2 settled" > getvariable('as_at') THEN 'the first referral' WHEN p."population-price.referral-not-before-term settled" > getvariable('as_at') THEN 'the referral is on or after 1 April 2027' WHEN p."older-people.first-referral settled" > getvariable('as_at') THEN 'the amount can be worked out' WHEN p."population-price.left-before-conditions settled" > getvariable('as_at') THEN 'the person is not set aside on a closure where reason is one of moved-away, died' END, ', by ', iso(p."population-price.conditions-and-stayed settled")) END END AS awaiting,
  CASE d.made_by WHEN 1 THEN 'over stop-loss' ELSE CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."older-people.joined" AND p."older-people.first-referral settled" = p."population-price.conditions-and-stayed settled" THEN 'the first referral where age is at least 65 and the referral is during the term' WHEN NOT p."population-price.first-referral-2-present" AND p."older-people.first-referral-2 settled" = p."population-price.conditions-and-stayed settled" THEN 'the first referral' WHEN NOT p."population-price.referral-not-before-term" AND p."population-price.referral-not-before-term settled" = p."population-price.conditions-and-stayed settled" THEN 'the referral is on or after 1 April 2027' WHEN NOT p."population-price.amount-known" AND p."older-people.first-referral settled" = p."population-price.conditions-and-stayed settled" THEN 'the amount can be worked out' WHEN NOT p."population-price.stayed-until-conditions" AND p."population-price.left-before-conditions settled" = p."population-price.conditions-and-stayed settled" THEN 'the person is not set aside on a closure where reason is one of moved-away, died' END) END END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "people 2" p ON p.rowid = d.row_no 
WHERE d.rule IN (0)
UNION ALL
SELECT concat('care-home-cost/', in_person(p.person), '/', in_person(p.event_id), '/', iso(p.period_start), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'care-home-cost' AS payment,
  CASE d.made_by WHEN 1 THEN 145 ELSE 138 END AS clause,
  d.provider AS provider,
  p.person AS person,
  concat(iso(p.period_start), '/', iso(p."care-home-cost.period-end")) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort(list_distinct([p."older-people.first-referral", p."older-people.first-closure", p.event_id, CASE WHEN p."care-home-cost.decides-period-start" IS DISTINCT FROM p.event_id THEN p."care-home-cost.decides-period-start" END])), chr(31)) AS because,
  CASE d.made_by WHEN 1 THEN CASE WHEN d.status = 'carried-forward' THEN 'room under stop-loss, by 2033-05-25' END ELSE CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."older-people.joined-for-periods-care-home-cost settled" > getvariable('as_at') THEN 'the first referral where age is at least 65 and the referral is during the term' WHEN p."care-home-cost.period-start-in-time settled" > getvariable('as_at') THEN 'the period has begun' WHEN p."care-home-cost.covers-period-start settled" > getvariable('as_at') THEN 'the started period of 1 week of care-home-stay' WHEN p."care-home-cost.period-start-in-time-2 settled" > getvariable('as_at') THEN 'the period is on or after 1 April 2027' WHEN p."care-home-cost.spell-stay-test-for-periods-care-home-cost settled" > getvariable('as_at') THEN 'stay is lasting' WHEN p."care-home-cost.spell-stay-test-for-periods-care-home-cost settled" > getvariable('as_at') THEN 'the amount can be worked out' WHEN p."care-home-cost.among-the-first settled" > getvariable('as_at') THEN 'at most 52 periods for each person' WHEN p."care-home-cost.left-before-conditions-and-limit settled" > getvariable('as_at') THEN 'the person is not set aside on a closure where reason is one of moved-away, died' END, ', by ', iso(p."care-home-cost.conditions-and-limit-and-stayed settled")) END END AS awaiting,
  CASE d.made_by WHEN 1 THEN 'over stop-loss' ELSE CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."older-people.joined-for-periods-care-home-cost" AND p."older-people.joined-for-periods-care-home-cost settled" = p."care-home-cost.conditions-and-limit-and-stayed settled" THEN 'the first referral where age is at least 65 and the referral is during the term' WHEN NOT p."care-home-cost.period-start-in-time" AND p."care-home-cost.period-start-in-time settled" = p."care-home-cost.conditions-and-limit-and-stayed settled" THEN 'the period has begun' WHEN NOT p."care-home-cost.covers-period-start" AND p."care-home-cost.covers-period-start settled" = p."care-home-cost.conditions-and-limit-and-stayed settled" THEN 'the started period of 1 week of care-home-stay' WHEN NOT p."care-home-cost.period-start-in-time-2" AND p."care-home-cost.period-start-in-time-2 settled" = p."care-home-cost.conditions-and-limit-and-stayed settled" THEN 'the period is on or after 1 April 2027' WHEN NOT p."care-home-cost.spell-stay-test-for-periods-care-home-cost" AND p."care-home-cost.spell-stay-test-for-periods-care-home-cost settled" = p."care-home-cost.conditions-and-limit-and-stayed settled" THEN 'stay is lasting' WHEN NOT p."care-home-cost.amount-known" AND p."care-home-cost.spell-stay-test-for-periods-care-home-cost settled" = p."care-home-cost.conditions-and-limit-and-stayed settled" THEN 'the amount can be worked out' WHEN NOT p."care-home-cost.among-the-first" AND p."care-home-cost.among-the-first settled" = p."care-home-cost.conditions-and-limit-and-stayed settled" THEN 'at most 52 periods for each person' WHEN NOT p."care-home-cost.stayed-until-conditions-and-limit" AND p."care-home-cost.left-before-conditions-and-limit settled" = p."care-home-cost.conditions-and-limit-and-stayed settled" THEN 'the person is not set aside on a closure where reason is one of moved-away, died' END) END END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "periods:care-home-cost 4" p ON p.rowid = d.row_no 
WHERE d.rule IN (1);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;

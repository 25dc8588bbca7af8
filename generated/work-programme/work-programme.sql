-- Work Programme, people of 18 to 24: what is paid, worked out from a log of events.
-- Made from work-programme (sha256:15ede2f85c26230897e5d0be59c7bdb741985ff4beae3f23aa42475488e201f5).
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  
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

-- Picked from: attached.
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on
FROM event WHERE event IN ('attached');

-- participants.joins-on, line 26: the first attached where the attached is during the term
-- participants.belongs-to, line 27: the first attached
-- attachment.on, line 43: the first attached
-- attachment.on, line 43: the attached is on or after 1 June 2011
-- attachment.pays, line 42
-- attachment, line 41
-- job-outcome.pays, line 47
CREATE OR REPLACE TABLE "people 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."participants.first-attached event".event_id AS "participants.first-attached",
    CASE WHEN p."participants.first-attached event" IS NULL THEN least(734654, 735564) ELSE p."participants.first-attached event".occurred_on END AS "participants.first-attached settled",
    p."participants.first-attached-2 event".event_id AS "participants.first-attached-2",
    CASE WHEN p."participants.first-attached-2 event" IS NULL THEN 735564 ELSE p."participants.first-attached-2 event".occurred_on END AS "participants.first-attached-2 settled",
    p."participants.first-attached-2 event"."id_order" AS "participants.first-attached-2 id_order",
    p."participants.first-attached-2 event"."occurred_on" AS "participants.first-attached-2 occurred_on",
    p."participants.first-attached-2 event"."provider" AS "participants.first-attached-2 provider"
  FROM (
    SELECT
      e.person,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'attached' AND e.occurred_on >= 734289 AND e.occurred_on <= 734654) AS "participants.first-attached event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order", "provider": e."provider"}) FILTER (WHERE e.event = 'attached') AS "participants.first-attached-2 event"
    FROM picked_event e
    GROUP BY e.person
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "participants.first-attached" IS NOT NULL AS "participants.joined",
    "participants.first-attached-2 provider" AS "participants.first-attached-2-provider",
    "participants.first-attached-2" IS NOT NULL AS "attachment.first-attached-2-present",
    "participants.first-attached-2 occurred_on" AS "attachment.first-attached-2-occurred-on"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("attachment.first-attached-2-occurred-on" >= 734289, false) AS "attachment.attached-not-before-term",
    CASE WHEN "attachment.first-attached-2-occurred-on" IS NULL THEN least("participants.first-attached-2 settled", 735564) ELSE greatest("attachment.first-attached-2-occurred-on", "participants.first-attached-2 settled") END AS "attachment.attached-not-before-term settled",
    CAST("participants.joined" AS BIGINT) * 40000 AS "attachment.price",
    CAST("participants.joined" AS BIGINT) * 120000 AS "job-outcome.price"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "participants.joined" AND "attachment.first-attached-2-present" AND "attachment.attached-not-before-term" AS "attachment.conditions",
    CASE WHEN "participants.joined" AND "attachment.first-attached-2-present" AND "attachment.attached-not-before-term" THEN greatest("participants.first-attached settled", "participants.first-attached-2 settled", "attachment.attached-not-before-term settled") ELSE least(CASE WHEN NOT "participants.joined" THEN "participants.first-attached settled" END, CASE WHEN NOT "attachment.first-attached-2-present" THEN "participants.first-attached-2 settled" END, CASE WHEN NOT "attachment.attached-not-before-term" THEN "attachment.attached-not-before-term settled" END) END AS "attachment.conditions settled"
  FROM row_2
)
SELECT person, "participants.first-attached", "participants.first-attached settled", "participants.joined", "participants.first-attached-2", "participants.first-attached-2 settled", "participants.first-attached-2 id_order", "participants.first-attached-2-provider", "attachment.first-attached-2-present", "attachment.attached-not-before-term", "attachment.attached-not-before-term settled", "attachment.price", "attachment.conditions", "attachment.conditions settled", "job-outcome.price"
FROM row_3;

-- in-work.starts-on, line 30: the start of in-work
CREATE OR REPLACE TABLE "stretches of spell:in-work" AS
WITH turn AS (
  SELECT e.person, e.event_id, e.id_order, e.occurred_on AS day, e.event = 'job-start' AS starts
  FROM event e
  WHERE (e.event = 'job-start') OR (e.event = 'job-end')
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

-- in-work.starts-on, line 30: the start of in-work
-- job-sustained.achieved-when, line 39
CREATE OR REPLACE TABLE "spell:in-work 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p.event_id AS "in-work.spell",
    p."in-work.spell event".occurred_on AS "in-work.spell settled",
    p."in-work.spell event"."occurred_on" AS "in-work.spell occurred_on"
  FROM (
    SELECT s.person, s.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id"} AS "in-work.spell event"
    FROM "stretches of spell:in-work" s JOIN event e ON e.event_id = s.event_id
    WHERE s.start_id = s.event_id
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "in-work.spell occurred_on" AS "in-work.spell-occurred-on"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "in-work.spell-occurred-on" + 182 AS "job-sustained.spell-occurred-on-plus-182-days"
  FROM row_1
)
SELECT person, event_id, "in-work.spell", "in-work.spell settled", "job-sustained.spell-occurred-on-plus-182-days"
FROM row_2;

-- sustained.starts-on, line 34: the start of sustained
CREATE OR REPLACE TABLE "stretches of spell:sustained" AS
WITH turn AS (
  SELECT e.person, e.event_id, e.id_order, e.occurred_on AS day, e.event = 'job-claim' AS starts
  FROM event e
  WHERE (e.event = 'job-claim') OR (e.event = 'job-end')
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

-- sustained.starts-on, line 34: the start of sustained
-- staying.pays, line 51: the start of sustained
CREATE OR REPLACE TABLE "spell:sustained 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p.event_id AS "sustained.spell",
    p."sustained.spell event".occurred_on AS "sustained.spell settled",
    p."sustained.spell event"."provider" AS "sustained.spell provider"
  FROM (
    SELECT s.person, s.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "provider": e."provider"} AS "sustained.spell event"
    FROM "stretches of spell:sustained" s JOIN event e ON e.event_id = s.event_id
    WHERE s.start_id = s.event_id
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "sustained.spell provider" AS "staying.spell-provider"
  FROM row_0
)
SELECT person, event_id, "sustained.spell", "sustained.spell settled", "staying.spell-provider"
FROM row_1;

-- staying.pays, line 51
-- staying.pays, line 51: the period has begun
-- staying.pays, line 51: the period is on or after 1 June 2011
-- participants.joins-on, line 26: the first attached where the attached is during the term
-- staying.pays, line 51: the start of sustained
CREATE OR REPLACE TABLE "periods:staying 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p.period_start,
    p.period_start AS "staying.period-start",
    p.start_day AS "staying.period-start settled",
    p.period_last AS "staying.period-end",
    p.start_day AS "staying.period-end settled",
    o."participants.joined" AS "participants.joined-for-periods-staying",
    o."participants.first-attached settled" AS "participants.joined-for-periods-staying settled",
    b."staying.spell-provider" AS "staying.spell-provider-for-periods-staying",
    b."sustained.spell settled" AS "staying.spell-provider-for-periods-staying settled"
  FROM (
    SELECT person, event_id, start_day + (n) * 28 AS period_start,
      start_day + (n + 1) * 28 - 1 AS period_last, start_day
    FROM (
      SELECT *, unnest(range(0, (least(coalesce(last_day, 735564), 735564) - start_day) // 28 + 1)) AS n
      FROM "stretches of spell:sustained" WHERE start_id = event_id
    )
    WHERE period_start <= least(coalesce(last_day, 735564), 735564)
  ) p
  JOIN "people 1" o ON o.person = p.person
  JOIN "spell:sustained 1" b ON b.person = p.person AND b.event_id = p.event_id
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("staying.period-start" <= 735564, false) AS "staying.period-start-in-time",
    CASE WHEN "staying.period-start" IS NULL THEN least("staying.period-start settled", 735564) WHEN "staying.period-start" > 735564 THEN 735564 ELSE greatest("staying.period-start", "staying.period-start settled") END AS "staying.period-start-in-time settled",
    coalesce("staying.period-end" >= 734289, false) AS "staying.period-end-in-time",
    CASE WHEN "staying.period-end" IS NULL THEN least("staying.period-end settled", 735564) ELSE greatest("staying.period-end", "staying.period-end settled") END AS "staying.period-end-in-time settled"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "participants.joined-for-periods-staying" AND "staying.period-start-in-time" AS "staying.begun-and-joined",
    CASE WHEN "participants.joined-for-periods-staying" AND "staying.period-start-in-time" THEN greatest("participants.joined-for-periods-staying settled", "staying.period-start-in-time settled") ELSE least(CASE WHEN NOT "participants.joined-for-periods-staying" THEN "participants.joined-for-periods-staying settled" END, CASE WHEN NOT "staying.period-start-in-time" THEN "staying.period-start-in-time settled" END) END AS "staying.begun-and-joined settled",
    CAST("staying.period-start-in-time" AS BIGINT) * 17000 AS "staying.price"
  FROM row_1
)
SELECT person, event_id, period_start, "staying.period-end", "staying.period-end settled", "staying.period-start-in-time", "staying.period-start-in-time settled", "staying.period-end-in-time", "staying.period-end-in-time settled", "participants.joined-for-periods-staying", "participants.joined-for-periods-staying settled", "staying.begun-and-joined", "staying.begun-and-joined settled", "staying.price", "staying.spell-provider-for-periods-staying", "staying.spell-provider-for-periods-staying settled"
FROM row_2;

-- job-sustained.achieved-when, line 39: in-work has lasted 26 weeks
-- job-sustained.achieved-when, line 39
CREATE OR REPLACE TABLE "spell:in-work 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."in-work.spell",
    p."in-work.spell settled",
    p."job-sustained.spell-occurred-on-plus-182-days",
    s1.reaching IS NOT NULL AND p."job-sustained.spell-occurred-on-plus-182-days" <= 735564 AS "job-sustained.covers-spell-occurred-on-plus-182-days",
    greatest(p."in-work.spell settled", CASE WHEN p."job-sustained.spell-occurred-on-plus-182-days" > 735564 THEN 735564 WHEN s1.reaching IS NOT NULL THEN greatest(p."job-sustained.spell-occurred-on-plus-182-days", s1.reaching.start_day) ELSE least(s1l.last_day, 735564) END) AS "job-sustained.covers-spell-occurred-on-plus-182-days settled"
  FROM "spell:in-work 1" p
  LEFT JOIN (
    SELECT p.rowid AS row_no, min({start_day: s.start_day, start_order: s.start_order, start_id: s.start_id}) AS reaching
    FROM "spell:in-work 1" p JOIN "stretches of spell:in-work" s ON s.person = p.person AND s.event_id = p.event_id
    WHERE s.end_day IS NULL OR s.end_day >= p."job-sustained.spell-occurred-on-plus-182-days"
    GROUP BY p.rowid
  ) s1 ON s1.row_no = p.rowid
  JOIN "stretches of spell:in-work" s1l ON s1l.start_id = p.event_id
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "job-sustained.covers-spell-occurred-on-plus-182-days" THEN "in-work.spell" END AS "job-sustained.spell-that-lasts",
    greatest("in-work.spell settled", "job-sustained.covers-spell-occurred-on-plus-182-days settled") AS "job-sustained.spell-that-lasts settled"
  FROM row_0
)
SELECT person, event_id, "job-sustained.spell-that-lasts", "job-sustained.spell-that-lasts settled"
FROM row_1;

-- job-sustained.achieved-when, line 39: in-work has lasted 26 weeks
-- job-sustained.achieved-when, line 39
-- job-sustained.achieved-when, line 39: the day when in-work has lasted 26 weeks is on or after 1 June 2011
-- job-sustained, line 37
CREATE OR REPLACE TABLE "people 3" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."participants.first-attached",
    p."participants.first-attached settled",
    p."participants.joined",
    p."participants.first-attached-2",
    p."participants.first-attached-2 settled",
    p."participants.first-attached-2 id_order",
    p."participants.first-attached-2-provider",
    p."attachment.first-attached-2-present",
    p."attachment.attached-not-before-term",
    p."attachment.attached-not-before-term settled",
    p."attachment.price",
    p."attachment.conditions",
    p."attachment.conditions settled",
    p."job-outcome.price",
    k1.first.event.event_id AS "job-sustained.first-that-lasts",
    coalesce(k1.first.settled, 735564) AS "job-sustained.first-that-lasts settled",
    k1.first.event."id_order" AS "job-sustained.first-that-lasts id_order",
    k1.first.event."occurred_on" AS "job-sustained.first-that-lasts occurred_on"
  FROM "people 1" p
  LEFT JOIN (
    SELECT s.person, min({event: {"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}, settled: s."job-sustained.spell-that-lasts settled"}) AS first
    FROM "spell:in-work 2" s JOIN event e ON e.event_id = s."job-sustained.spell-that-lasts"
    GROUP BY s.person
  ) k1 ON k1.person = p.person
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "job-sustained.first-that-lasts occurred_on" AS "job-sustained.first-that-lasts-occurred-on",
    "job-sustained.first-that-lasts" IS NOT NULL AS "job-sustained.first-that-lasts-present"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "job-sustained.first-that-lasts-occurred-on" + 182 AS "job-sustained.first-that-lasts-occurred-on-plus-182-days"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("job-sustained.first-that-lasts-occurred-on-plus-182-days" >= 734289, false) AS "job-sustained.first-that-lasts-occurred-on-plus-182-days-in-time",
    CASE WHEN "job-sustained.first-that-lasts-occurred-on-plus-182-days" IS NULL THEN least("job-sustained.first-that-lasts settled", 735564) ELSE greatest("job-sustained.first-that-lasts-occurred-on-plus-182-days", "job-sustained.first-that-lasts settled") END AS "job-sustained.first-that-lasts-occurred-on-plus-182-days-in-time settled"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "participants.joined" AND "job-sustained.first-that-lasts-present" AND "job-sustained.first-that-lasts-occurred-on-plus-182-days-in-time" AS "job-sustained.conditions",
    CASE WHEN "participants.joined" AND "job-sustained.first-that-lasts-present" AND "job-sustained.first-that-lasts-occurred-on-plus-182-days-in-time" THEN greatest("participants.first-attached settled", "job-sustained.first-that-lasts settled", "job-sustained.first-that-lasts-occurred-on-plus-182-days-in-time settled") ELSE least(CASE WHEN NOT "participants.joined" THEN "participants.first-attached settled" END, CASE WHEN NOT "job-sustained.first-that-lasts-present" THEN "job-sustained.first-that-lasts settled" END, CASE WHEN NOT "job-sustained.first-that-lasts-occurred-on-plus-182-days-in-time" THEN "job-sustained.first-that-lasts-occurred-on-plus-182-days-in-time settled" END) END AS "job-sustained.conditions settled"
  FROM row_3
)
SELECT person, "participants.first-attached", "participants.first-attached settled", "participants.joined", "participants.first-attached-2", "participants.first-attached-2 settled", "participants.first-attached-2 id_order", "participants.first-attached-2-provider", "attachment.first-attached-2-present", "attachment.attached-not-before-term", "attachment.attached-not-before-term settled", "attachment.price", "attachment.conditions", "attachment.conditions settled", "job-outcome.price", "job-sustained.first-that-lasts", "job-sustained.first-that-lasts settled", "job-sustained.first-that-lasts id_order", "job-sustained.first-that-lasts-occurred-on-plus-182-days-in-time", "job-sustained.first-that-lasts-occurred-on-plus-182-days-in-time settled", "job-sustained.first-that-lasts-present", "job-sustained.conditions", "job-sustained.conditions settled"
FROM row_4;

-- attachment.pays, line 42
-- job-outcome.pays, line 47
CREATE OR REPLACE TABLE "people lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  "participants.first-attached-2-provider" AS provider,
  CASE WHEN "attachment.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "attachment.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "attachment.conditions" AND "attachment.conditions settled" <= getvariable('as_at') THEN "attachment.price" ELSE coalesce("attachment.price", 0) END AS amount,
  CASE WHEN "attachment.conditions" AND "attachment.conditions settled" <= getvariable('as_at') THEN "attachment.conditions settled" END AS earned_on,
  CASE WHEN "attachment.conditions" AND "attachment.conditions settled" <= getvariable('as_at') THEN month_end("attachment.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "participants.joined" AND "participants.first-attached settled" <= getvariable('as_at') AND (("attachment.conditions" AND "attachment.conditions settled" <= getvariable('as_at') AND coalesce("attachment.price", 0) <> 0)
  OR NOT "attachment.conditions" OR "attachment.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(1 AS TINYINT) AS rule,
  rowid AS row_no,
  "participants.first-attached-2-provider" AS provider,
  CASE WHEN "job-sustained.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "job-sustained.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "job-sustained.conditions" AND "job-sustained.conditions settled" <= getvariable('as_at') THEN "job-outcome.price" ELSE coalesce("job-outcome.price", 0) END AS amount,
  CASE WHEN "job-sustained.conditions" AND "job-sustained.conditions settled" <= getvariable('as_at') THEN "job-sustained.conditions settled" END AS earned_on,
  CASE WHEN "job-sustained.conditions" AND "job-sustained.conditions settled" <= getvariable('as_at') THEN month_end("job-sustained.conditions settled") + 30 END AS payable_on
FROM "people 3"
WHERE "participants.joined" AND "participants.first-attached settled" <= getvariable('as_at') AND (("job-sustained.conditions" AND "job-sustained.conditions settled" <= getvariable('as_at') AND coalesce("job-outcome.price", 0) <> 0)
  OR NOT "job-sustained.conditions" OR "job-sustained.conditions settled" > getvariable('as_at'));

-- staying.pays, line 51: the whole period of 4 weeks of sustained
-- staying, line 50
CREATE OR REPLACE TABLE "periods:staying 3" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p.period_start,
    p."staying.period-end",
    p."staying.period-end settled",
    p."staying.period-start-in-time",
    p."staying.period-start-in-time settled",
    p."staying.period-end-in-time",
    p."staying.period-end-in-time settled",
    p."participants.joined-for-periods-staying",
    p."participants.joined-for-periods-staying settled",
    p."staying.begun-and-joined",
    p."staying.begun-and-joined settled",
    p."staying.price",
    p."staying.spell-provider-for-periods-staying",
    p."staying.spell-provider-for-periods-staying settled",
    s1.reaching IS NOT NULL AND p."staying.period-end" <= 735564 AS "staying.covers-period-end",
    greatest(p."staying.period-end settled", CASE WHEN p."staying.period-end" > 735564 THEN 735564 WHEN s1.reaching IS NOT NULL THEN greatest(p."staying.period-end", s1.reaching.start_day) ELSE least(s1l.last_day, 735564) END) AS "staying.covers-period-end settled",
    coalesce(s1.reaching.start_id, s1l.last_id) AS "staying.decides-period-end",
    greatest(p."staying.period-end settled", CASE WHEN p."staying.period-end" > 735564 THEN 735564 WHEN s1.reaching IS NOT NULL THEN greatest(p."staying.period-end", s1.reaching.start_day) ELSE least(s1l.last_day, 735564) END) AS "staying.decides-period-end settled",
    coalesce(s1.reaching.start_order, s1l.last_order) AS "staying.decides-period-end id_order"
  FROM "periods:staying 2" p
  LEFT JOIN (
    SELECT p.rowid AS row_no, min({start_day: s.start_day, start_order: s.start_order, start_id: s.start_id}) AS reaching
    FROM "periods:staying 2" p JOIN "stretches of spell:sustained" s ON s.person = p.person AND s.event_id = p.event_id
    WHERE s.end_day IS NULL OR s.end_day >= p."staying.period-end"
    GROUP BY p.rowid
  ) s1 ON s1.row_no = p.rowid
  JOIN "stretches of spell:sustained" s1l ON s1l.start_id = p.event_id
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "participants.joined-for-periods-staying" AND "staying.period-start-in-time" AND "staying.covers-period-end" AND "staying.period-end-in-time" AS "staying.conditions",
    CASE WHEN "participants.joined-for-periods-staying" AND "staying.period-start-in-time" AND "staying.covers-period-end" AND "staying.period-end-in-time" THEN greatest("participants.joined-for-periods-staying settled", "staying.period-start-in-time settled", "staying.covers-period-end settled", "staying.period-end-in-time settled") ELSE least(CASE WHEN NOT "participants.joined-for-periods-staying" THEN "participants.joined-for-periods-staying settled" END, CASE WHEN NOT "staying.period-start-in-time" THEN "staying.period-start-in-time settled" END, CASE WHEN NOT "staying.covers-period-end" THEN "staying.covers-period-end settled" END, CASE WHEN NOT "staying.period-end-in-time" THEN "staying.period-end-in-time settled" END) END AS "staying.conditions settled"
  FROM row_0
)
SELECT person, event_id, period_start, "staying.period-end", "staying.period-end settled", "staying.period-start-in-time", "staying.period-start-in-time settled", "staying.period-end-in-time", "staying.period-end-in-time settled", "participants.joined-for-periods-staying", "participants.joined-for-periods-staying settled", "staying.begun-and-joined", "staying.begun-and-joined settled", "staying.price", "staying.spell-provider-for-periods-staying", "staying.spell-provider-for-periods-staying settled", "staying.covers-period-end", "staying.covers-period-end settled", "staying.decides-period-end", "staying.decides-period-end settled", "staying.decides-period-end id_order", "staying.conditions", "staying.conditions settled"
FROM row_1;

-- staying.at-most, line 52: at most 13 periods for each person
-- staying, line 50
CREATE OR REPLACE TABLE "periods:staying 4" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p.period_start,
    p."staying.period-end",
    p."staying.period-end settled",
    p."staying.period-start-in-time",
    p."staying.period-start-in-time settled",
    p."staying.covers-period-end",
    p."staying.covers-period-end settled",
    p."staying.decides-period-end",
    p."staying.decides-period-end settled",
    p."staying.decides-period-end id_order",
    p."staying.period-end-in-time",
    p."staying.period-end-in-time settled",
    p."participants.joined-for-periods-staying",
    p."participants.joined-for-periods-staying settled",
    p."staying.begun-and-joined",
    p."staying.begun-and-joined settled",
    p."staying.price",
    p."staying.conditions",
    p."staying.conditions settled",
    p."staying.spell-provider-for-periods-staying",
    p."staying.spell-provider-for-periods-staying settled",
    o."participants.first-attached",
    coalesce(n1.place <= 13, true) AS "staying.among-the-first",
    CASE WHEN n1.place <= 13 THEN n1.known ELSE coalesce(n1.filled, 0) END AS "staying.among-the-first settled"
  FROM "periods:staying 3" p
  JOIN "people 3" o ON o.person = p.person
  LEFT JOIN (
    SELECT *, max(known) FILTER (WHERE place = 13) OVER (PARTITION BY person) AS filled
    FROM (
      SELECT rowid AS row_no, person, "staying.conditions settled" AS known,
        row_number() OVER (
          PARTITION BY person ORDER BY "staying.conditions settled", period_start, event_id
        ) AS place
      FROM "periods:staying 3" WHERE "staying.conditions"
    )
  ) n1 ON n1.row_no = p.rowid
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "staying.conditions" AND "staying.among-the-first" AS "staying.conditions-and-limit",
    CASE WHEN "staying.conditions" AND "staying.among-the-first" THEN greatest("staying.conditions settled", "staying.among-the-first settled") ELSE least(CASE WHEN NOT "staying.conditions" THEN "staying.conditions settled" END, CASE WHEN NOT "staying.among-the-first" THEN "staying.among-the-first settled" END) END AS "staying.conditions-and-limit settled"
  FROM row_0
)
SELECT person, event_id, period_start, "participants.first-attached", "staying.period-end", "staying.period-end settled", "staying.period-start-in-time", "staying.period-start-in-time settled", "staying.covers-period-end", "staying.covers-period-end settled", "staying.decides-period-end", "staying.decides-period-end settled", "staying.decides-period-end id_order", "staying.period-end-in-time", "staying.period-end-in-time settled", "participants.joined-for-periods-staying", "participants.joined-for-periods-staying settled", "staying.begun-and-joined", "staying.begun-and-joined settled", "staying.price", "staying.spell-provider-for-periods-staying", "staying.spell-provider-for-periods-staying settled", "staying.among-the-first", "staying.among-the-first settled", "staying.conditions-and-limit", "staying.conditions-and-limit settled"
FROM row_1;

-- staying.pays, line 51
CREATE OR REPLACE TABLE "periods:staying lines" AS
SELECT
  CAST(2 AS TINYINT) AS rule,
  rowid AS row_no,
  "staying.spell-provider-for-periods-staying" AS provider,
  CASE WHEN "staying.conditions-and-limit settled" > getvariable('as_at') THEN 'pending' WHEN "staying.conditions-and-limit" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "staying.conditions-and-limit" AND "staying.conditions-and-limit settled" <= getvariable('as_at') THEN "staying.price" ELSE coalesce("staying.price", 0) END AS amount,
  CASE WHEN "staying.conditions-and-limit" AND "staying.conditions-and-limit settled" <= getvariable('as_at') THEN "staying.conditions-and-limit settled" END AS earned_on,
  CASE WHEN "staying.conditions-and-limit" AND "staying.conditions-and-limit settled" <= getvariable('as_at') THEN month_end("staying.conditions-and-limit settled") + 30 END AS payable_on
FROM "periods:staying 4"
WHERE "staying.begun-and-joined" AND "staying.begun-and-joined settled" <= getvariable('as_at') AND (("staying.conditions-and-limit" AND "staying.conditions-and-limit settled" <= getvariable('as_at') AND coalesce("staying.price", 0) <> 0)
  OR NOT "staying.conditions-and-limit" OR "staying.conditions-and-limit settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "people lines"
UNION ALL SELECT * FROM "periods:staying lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0, 1, 2));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat(CASE WHEN d.rule IN (0) THEN 'attachment/' WHEN d.rule IN (1) THEN 'job-outcome/' END, in_person(p.person), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  CASE WHEN d.rule IN (0) THEN 'attachment' WHEN d.rule IN (1) THEN 'job-outcome' END AS payment,
  CASE WHEN d.rule IN (0) THEN 42 WHEN d.rule IN (1) THEN 47 END AS clause,
  d.provider AS provider,
  p.person AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  CASE WHEN d.rule IN (0) THEN array_to_string(list_sort([p."participants.first-attached", CASE WHEN p."participants.first-attached-2" IS DISTINCT FROM p."participants.first-attached" THEN p."participants.first-attached-2" END]), chr(31)) WHEN d.rule IN (1) THEN array_to_string(list_sort([p."participants.first-attached", p."job-sustained.first-that-lasts"]), chr(31)) END AS because,
  CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."participants.first-attached settled" > getvariable('as_at') THEN 'the first attached where the attached is during the term' WHEN p."participants.first-attached-2 settled" > getvariable('as_at') THEN 'the first attached' WHEN p."attachment.attached-not-before-term settled" > getvariable('as_at') THEN 'the attached is on or after 1 June 2011' END, ', by ', iso(p."attachment.conditions settled")) END WHEN d.rule IN (1) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."participants.first-attached settled" > getvariable('as_at') THEN 'the first attached where the attached is during the term' WHEN p."job-sustained.first-that-lasts settled" > getvariable('as_at') THEN 'in-work has lasted 26 weeks' WHEN p."job-sustained.first-that-lasts-occurred-on-plus-182-days-in-time settled" > getvariable('as_at') THEN 'the day when in-work has lasted 26 weeks is on or after 1 June 2011' END, ', by ', iso(p."job-sustained.conditions settled")) END END AS awaiting,
  CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."participants.joined" AND p."participants.first-attached settled" = p."attachment.conditions settled" THEN 'the first attached where the attached is during the term' WHEN NOT p."attachment.first-attached-2-present" AND p."participants.first-attached-2 settled" = p."attachment.conditions settled" THEN 'the first attached' WHEN NOT p."attachment.attached-not-before-term" AND p."attachment.attached-not-before-term settled" = p."attachment.conditions settled" THEN 'the attached is on or after 1 June 2011' END) END WHEN d.rule IN (1) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."participants.joined" AND p."participants.first-attached settled" = p."job-sustained.conditions settled" THEN 'the first attached where the attached is during the term' WHEN NOT p."job-sustained.first-that-lasts-present" AND p."job-sustained.first-that-lasts settled" = p."job-sustained.conditions settled" THEN 'in-work has lasted 26 weeks' WHEN NOT p."job-sustained.first-that-lasts-occurred-on-plus-182-days-in-time" AND p."job-sustained.first-that-lasts-occurred-on-plus-182-days-in-time settled" = p."job-sustained.conditions settled" THEN 'the day when in-work has lasted 26 weeks is on or after 1 June 2011' END) END END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "people 3" p ON p.rowid = d.row_no 
WHERE d.rule IN (0, 1)
UNION ALL
SELECT concat('staying/', in_person(p.person), '/', in_person(p.event_id), '/', iso(p.period_start), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'staying' AS payment,
  51 AS clause,
  d.provider AS provider,
  p.person AS person,
  concat(iso(p.period_start), '/', iso(p."staying.period-end")) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort(list_distinct([p."participants.first-attached", p.event_id, CASE WHEN p."staying.decides-period-end" IS DISTINCT FROM p.event_id THEN p."staying.decides-period-end" END])), chr(31)) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."participants.joined-for-periods-staying settled" > getvariable('as_at') THEN 'the first attached where the attached is during the term' WHEN p."staying.period-start-in-time settled" > getvariable('as_at') THEN 'the period has begun' WHEN p."staying.covers-period-end settled" > getvariable('as_at') THEN 'the whole period of 4 weeks of sustained' WHEN p."staying.period-end-in-time settled" > getvariable('as_at') THEN 'the period is on or after 1 June 2011' WHEN p."staying.among-the-first settled" > getvariable('as_at') THEN 'at most 13 periods for each person' END, ', by ', iso(p."staying.conditions-and-limit settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."participants.joined-for-periods-staying" AND p."participants.joined-for-periods-staying settled" = p."staying.conditions-and-limit settled" THEN 'the first attached where the attached is during the term' WHEN NOT p."staying.period-start-in-time" AND p."staying.period-start-in-time settled" = p."staying.conditions-and-limit settled" THEN 'the period has begun' WHEN NOT p."staying.covers-period-end" AND p."staying.covers-period-end settled" = p."staying.conditions-and-limit settled" THEN 'the whole period of 4 weeks of sustained' WHEN NOT p."staying.period-end-in-time" AND p."staying.period-end-in-time settled" = p."staying.conditions-and-limit settled" THEN 'the period is on or after 1 June 2011' WHEN NOT p."staying.among-the-first" AND p."staying.among-the-first settled" = p."staying.conditions-and-limit settled" THEN 'at most 13 periods for each person' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "periods:staying 4" p ON p.rowid = d.row_no 
WHERE d.rule IN (2);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;

-- Readmissions reduction: what is paid, worked out from a log of events.
-- Made from readmissions (sha256:19e72f64c0d5e5b07849787873da1cacff7e6a8f663f158f1bad83592356726e).
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "base", CAST(NULL AS VARCHAR) AS "modifier", CAST(NULL AS VARCHAR) AS "ami-discharges", CAST(NULL AS VARCHAR) AS "ami-ratio", CAST(NULL AS VARCHAR) AS "ami-median", CAST(NULL AS VARCHAR) AS "ami-weight", CAST(NULL AS VARCHAR) AS "copd-discharges", CAST(NULL AS VARCHAR) AS "copd-ratio", CAST(NULL AS VARCHAR) AS "copd-median", CAST(NULL AS VARCHAR) AS "copd-weight", CAST(NULL AS VARCHAR) AS "hf-discharges", CAST(NULL AS VARCHAR) AS "hf-ratio", CAST(NULL AS VARCHAR) AS "hf-median", CAST(NULL AS VARCHAR) AS "hf-weight", CAST(NULL AS VARCHAR) AS "pneumonia-discharges", CAST(NULL AS VARCHAR) AS "pneumonia-ratio", CAST(NULL AS VARCHAR) AS "pneumonia-median", CAST(NULL AS VARCHAR) AS "pneumonia-weight", CAST(NULL AS VARCHAR) AS "cabg-discharges", CAST(NULL AS VARCHAR) AS "cabg-ratio", CAST(NULL AS VARCHAR) AS "cabg-median", CAST(NULL AS VARCHAR) AS "cabg-weight", CAST(NULL AS VARCHAR) AS "joint-discharges", CAST(NULL AS VARCHAR) AS "joint-ratio", CAST(NULL AS VARCHAR) AS "joint-median", CAST(NULL AS VARCHAR) AS "joint-weight", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  CAST(CAST(nullif(CAST("base" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "base",
  CAST(CAST(nullif(CAST("modifier" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "modifier",
  CAST(CAST(nullif(CAST("ami-discharges" AS VARCHAR), '') AS DECIMAL(24, 0)) * 1 AS BIGINT) AS "ami-discharges",
  CAST(CAST(nullif(CAST("ami-ratio" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "ami-ratio",
  CAST(CAST(nullif(CAST("ami-median" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "ami-median",
  CAST(CAST(nullif(CAST("ami-weight" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "ami-weight",
  CAST(CAST(nullif(CAST("copd-discharges" AS VARCHAR), '') AS DECIMAL(24, 0)) * 1 AS BIGINT) AS "copd-discharges",
  CAST(CAST(nullif(CAST("copd-ratio" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "copd-ratio",
  CAST(CAST(nullif(CAST("copd-median" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "copd-median",
  CAST(CAST(nullif(CAST("copd-weight" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "copd-weight",
  CAST(CAST(nullif(CAST("hf-discharges" AS VARCHAR), '') AS DECIMAL(24, 0)) * 1 AS BIGINT) AS "hf-discharges",
  CAST(CAST(nullif(CAST("hf-ratio" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "hf-ratio",
  CAST(CAST(nullif(CAST("hf-median" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "hf-median",
  CAST(CAST(nullif(CAST("hf-weight" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "hf-weight",
  CAST(CAST(nullif(CAST("pneumonia-discharges" AS VARCHAR), '') AS DECIMAL(24, 0)) * 1 AS BIGINT) AS "pneumonia-discharges",
  CAST(CAST(nullif(CAST("pneumonia-ratio" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "pneumonia-ratio",
  CAST(CAST(nullif(CAST("pneumonia-median" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "pneumonia-median",
  CAST(CAST(nullif(CAST("pneumonia-weight" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "pneumonia-weight",
  CAST(CAST(nullif(CAST("cabg-discharges" AS VARCHAR), '') AS DECIMAL(24, 0)) * 1 AS BIGINT) AS "cabg-discharges",
  CAST(CAST(nullif(CAST("cabg-ratio" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "cabg-ratio",
  CAST(CAST(nullif(CAST("cabg-median" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "cabg-median",
  CAST(CAST(nullif(CAST("cabg-weight" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "cabg-weight",
  CAST(CAST(nullif(CAST("joint-discharges" AS VARCHAR), '') AS DECIMAL(24, 0)) * 1 AS BIGINT) AS "joint-discharges",
  CAST(CAST(nullif(CAST("joint-ratio" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "joint-ratio",
  CAST(CAST(nullif(CAST("joint-median" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "joint-median",
  CAST(CAST(nullif(CAST("joint-weight" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "joint-weight",
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

-- Picked from: .
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on
FROM event WHERE event IN (NULL);

-- adjusted.pays, line 119: the yearly-result
-- adjusted.pays, line 119: the yearly-result is on or after 1 October 2019
-- penalty.is, line 110: the yearly-result
-- ami-counts.is, line 44: the yearly-result
-- ami-counts.is, line 44
-- ami-counts.at-least, line 45
-- ami-counts.at-most, line 46
-- ami-excess.is, line 50: the yearly-result
-- ami-excess.is, line 50
-- ami-excess.at-least, line 51
-- copd-counts.is, line 55: the yearly-result
-- copd-counts.is, line 55
-- copd-counts.at-least, line 56
-- copd-counts.at-most, line 57
-- copd-excess.is, line 61: the yearly-result
-- copd-excess.is, line 61
-- copd-excess.at-least, line 62
-- penalty.is, line 110
-- hf-counts.is, line 66: the yearly-result
-- hf-counts.is, line 66
-- hf-counts.at-least, line 67
-- hf-counts.at-most, line 68
-- hf-excess.is, line 72: the yearly-result
-- hf-excess.is, line 72
-- hf-excess.at-least, line 73
-- pneumonia-counts.is, line 77: the yearly-result
-- pneumonia-counts.is, line 77
-- pneumonia-counts.at-least, line 78
-- pneumonia-counts.at-most, line 79
-- pneumonia-excess.is, line 83: the yearly-result
-- pneumonia-excess.is, line 83
-- pneumonia-excess.at-least, line 84
-- cabg-counts.is, line 88: the yearly-result
-- cabg-counts.is, line 88
-- cabg-counts.at-least, line 89
-- cabg-counts.at-most, line 90
-- cabg-excess.is, line 94: the yearly-result
-- cabg-excess.is, line 94
-- cabg-excess.at-least, line 95
-- joint-counts.is, line 99: the yearly-result
-- joint-counts.is, line 99
-- joint-counts.at-least, line 100
-- joint-counts.at-most, line 101
-- joint-excess.is, line 105: the yearly-result
-- joint-excess.is, line 105
-- joint-excess.at-least, line 106
-- penalty.at-most, line 111
-- factor.is, line 115
-- factor.rounding, line 116
-- factor.rounding, line 116: factor
-- adjusted.pays, line 119
-- adjusted.pays, line 119: amount
-- adjusted.pays, line 119: the amount can be worked out
-- adjusted, line 118
CREATE OR REPLACE TABLE "each-yearly-result 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."adjusted.own-yearly-result event".event_id AS "adjusted.own-yearly-result",
    CASE WHEN p."adjusted.own-yearly-result event" IS NULL THEN 738821 ELSE p."adjusted.own-yearly-result event".occurred_on END AS "adjusted.own-yearly-result settled",
    p."adjusted.own-yearly-result event"."ami-discharges" AS "adjusted.own-yearly-result ami-discharges",
    p."adjusted.own-yearly-result event"."ami-median" AS "adjusted.own-yearly-result ami-median",
    p."adjusted.own-yearly-result event"."ami-ratio" AS "adjusted.own-yearly-result ami-ratio",
    p."adjusted.own-yearly-result event"."ami-weight" AS "adjusted.own-yearly-result ami-weight",
    p."adjusted.own-yearly-result event"."base" AS "adjusted.own-yearly-result base",
    p."adjusted.own-yearly-result event"."cabg-discharges" AS "adjusted.own-yearly-result cabg-discharges",
    p."adjusted.own-yearly-result event"."cabg-median" AS "adjusted.own-yearly-result cabg-median",
    p."adjusted.own-yearly-result event"."cabg-ratio" AS "adjusted.own-yearly-result cabg-ratio",
    p."adjusted.own-yearly-result event"."cabg-weight" AS "adjusted.own-yearly-result cabg-weight",
    p."adjusted.own-yearly-result event"."copd-discharges" AS "adjusted.own-yearly-result copd-discharges",
    p."adjusted.own-yearly-result event"."copd-median" AS "adjusted.own-yearly-result copd-median",
    p."adjusted.own-yearly-result event"."copd-ratio" AS "adjusted.own-yearly-result copd-ratio",
    p."adjusted.own-yearly-result event"."copd-weight" AS "adjusted.own-yearly-result copd-weight",
    p."adjusted.own-yearly-result event"."hf-discharges" AS "adjusted.own-yearly-result hf-discharges",
    p."adjusted.own-yearly-result event"."hf-median" AS "adjusted.own-yearly-result hf-median",
    p."adjusted.own-yearly-result event"."hf-ratio" AS "adjusted.own-yearly-result hf-ratio",
    p."adjusted.own-yearly-result event"."hf-weight" AS "adjusted.own-yearly-result hf-weight",
    p."adjusted.own-yearly-result event"."id_order" AS "adjusted.own-yearly-result id_order",
    p."adjusted.own-yearly-result event"."joint-discharges" AS "adjusted.own-yearly-result joint-discharges",
    p."adjusted.own-yearly-result event"."joint-median" AS "adjusted.own-yearly-result joint-median",
    p."adjusted.own-yearly-result event"."joint-ratio" AS "adjusted.own-yearly-result joint-ratio",
    p."adjusted.own-yearly-result event"."joint-weight" AS "adjusted.own-yearly-result joint-weight",
    p."adjusted.own-yearly-result event"."modifier" AS "adjusted.own-yearly-result modifier",
    p."adjusted.own-yearly-result event"."occurred_on" AS "adjusted.own-yearly-result occurred_on",
    p."adjusted.own-yearly-result event"."pneumonia-discharges" AS "adjusted.own-yearly-result pneumonia-discharges",
    p."adjusted.own-yearly-result event"."pneumonia-median" AS "adjusted.own-yearly-result pneumonia-median",
    p."adjusted.own-yearly-result event"."pneumonia-ratio" AS "adjusted.own-yearly-result pneumonia-ratio",
    p."adjusted.own-yearly-result event"."pneumonia-weight" AS "adjusted.own-yearly-result pneumonia-weight",
    p."adjusted.own-yearly-result event"."provider" AS "adjusted.own-yearly-result provider"
  FROM (
    SELECT e.person, e.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "ami-discharges": e."ami-discharges", "ami-median": e."ami-median", "ami-ratio": e."ami-ratio", "ami-weight": e."ami-weight", "base": e."base", "cabg-discharges": e."cabg-discharges", "cabg-median": e."cabg-median", "cabg-ratio": e."cabg-ratio", "cabg-weight": e."cabg-weight", "copd-discharges": e."copd-discharges", "copd-median": e."copd-median", "copd-ratio": e."copd-ratio", "copd-weight": e."copd-weight", "hf-discharges": e."hf-discharges", "hf-median": e."hf-median", "hf-ratio": e."hf-ratio", "hf-weight": e."hf-weight", "id_order": e."id_order", "joint-discharges": e."joint-discharges", "joint-median": e."joint-median", "joint-ratio": e."joint-ratio", "joint-weight": e."joint-weight", "modifier": e."modifier", "pneumonia-discharges": e."pneumonia-discharges", "pneumonia-median": e."pneumonia-median", "pneumonia-ratio": e."pneumonia-ratio", "pneumonia-weight": e."pneumonia-weight", "provider": e."provider"} AS "adjusted.own-yearly-result event"
    FROM event e
    WHERE e.event = 'yearly-result'
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "adjusted.own-yearly-result" IS NOT NULL AS "adjusted.yearly-result-there",
    "adjusted.own-yearly-result occurred_on" AS "adjusted.own-yearly-result-occurred-on",
    "adjusted.own-yearly-result base" AS "adjusted.own-yearly-result-base",
    "adjusted.own-yearly-result modifier" AS "penalty.own-yearly-result-modifier",
    "adjusted.own-yearly-result ami-discharges" AS "ami-counts.own-yearly-result-ami-discharges",
    "adjusted.own-yearly-result ami-weight" AS "ami-excess.own-yearly-result-ami-weight",
    "adjusted.own-yearly-result ami-ratio" AS "ami-excess.own-yearly-result-ami-ratio",
    "adjusted.own-yearly-result ami-median" AS "ami-excess.own-yearly-result-ami-median",
    "adjusted.own-yearly-result copd-discharges" AS "copd-counts.own-yearly-result-copd-discharges",
    "adjusted.own-yearly-result copd-weight" AS "copd-excess.own-yearly-result-copd-weight",
    "adjusted.own-yearly-result copd-ratio" AS "copd-excess.own-yearly-result-copd-ratio",
    "adjusted.own-yearly-result copd-median" AS "copd-excess.own-yearly-result-copd-median",
    "adjusted.own-yearly-result hf-discharges" AS "hf-counts.own-yearly-result-hf-discharges",
    "adjusted.own-yearly-result hf-weight" AS "hf-excess.own-yearly-result-hf-weight",
    "adjusted.own-yearly-result hf-ratio" AS "hf-excess.own-yearly-result-hf-ratio",
    "adjusted.own-yearly-result hf-median" AS "hf-excess.own-yearly-result-hf-median",
    "adjusted.own-yearly-result pneumonia-discharges" AS "pneumonia-counts.own-yearly-result-pneumonia-discharges",
    "adjusted.own-yearly-result pneumonia-weight" AS "pneumonia-excess.own-yearly-result-pneumonia-weight",
    "adjusted.own-yearly-result pneumonia-ratio" AS "pneumonia-excess.own-yearly-result-pneumonia-ratio",
    "adjusted.own-yearly-result pneumonia-median" AS "pneumonia-excess.own-yearly-result-pneumonia-median",
    "adjusted.own-yearly-result cabg-discharges" AS "cabg-counts.own-yearly-result-cabg-discharges",
    "adjusted.own-yearly-result cabg-weight" AS "cabg-excess.own-yearly-result-cabg-weight",
    "adjusted.own-yearly-result cabg-ratio" AS "cabg-excess.own-yearly-result-cabg-ratio",
    "adjusted.own-yearly-result cabg-median" AS "cabg-excess.own-yearly-result-cabg-median",
    "adjusted.own-yearly-result joint-discharges" AS "joint-counts.own-yearly-result-joint-discharges",
    "adjusted.own-yearly-result joint-weight" AS "joint-excess.own-yearly-result-joint-weight",
    "adjusted.own-yearly-result joint-ratio" AS "joint-excess.own-yearly-result-joint-ratio",
    "adjusted.own-yearly-result joint-median" AS "joint-excess.own-yearly-result-joint-median",
    "adjusted.own-yearly-result provider" AS "adjusted.own-yearly-result-provider"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("adjusted.own-yearly-result-occurred-on" >= 737333, false) AS "adjusted.yearly-result-not-before-term",
    CASE WHEN "adjusted.own-yearly-result-occurred-on" IS NULL THEN least("adjusted.own-yearly-result settled", 738821) ELSE greatest("adjusted.own-yearly-result-occurred-on", "adjusted.own-yearly-result settled") END AS "adjusted.yearly-result-not-before-term settled",
    "ami-counts.own-yearly-result-ami-discharges" - 24 AS "ami-counts.difference-by-24",
    "ami-excess.own-yearly-result-ami-ratio" - "ami-excess.own-yearly-result-ami-median" AS "ami-excess.difference",
    "copd-counts.own-yearly-result-copd-discharges" - 24 AS "copd-counts.difference-by-24",
    "copd-excess.own-yearly-result-copd-ratio" - "copd-excess.own-yearly-result-copd-median" AS "copd-excess.difference",
    "hf-counts.own-yearly-result-hf-discharges" - 24 AS "hf-counts.difference-by-24",
    "hf-excess.own-yearly-result-hf-ratio" - "hf-excess.own-yearly-result-hf-median" AS "hf-excess.difference",
    "pneumonia-counts.own-yearly-result-pneumonia-discharges" - 24 AS "pneumonia-counts.difference-by-24",
    "pneumonia-excess.own-yearly-result-pneumonia-ratio" - "pneumonia-excess.own-yearly-result-pneumonia-median" AS "pneumonia-excess.difference",
    "cabg-counts.own-yearly-result-cabg-discharges" - 24 AS "cabg-counts.difference-by-24",
    "cabg-excess.own-yearly-result-cabg-ratio" - "cabg-excess.own-yearly-result-cabg-median" AS "cabg-excess.difference",
    "joint-counts.own-yearly-result-joint-discharges" - 24 AS "joint-counts.difference-by-24",
    "joint-excess.own-yearly-result-joint-ratio" - "joint-excess.own-yearly-result-joint-median" AS "joint-excess.difference"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "ami-counts.difference-by-24" + 0 IS NOT NULL THEN greatest("ami-counts.difference-by-24", 0) END AS "ami-counts.at-least-by-0",
    CASE WHEN "copd-counts.difference-by-24" + 0 IS NOT NULL THEN greatest("copd-counts.difference-by-24", 0) END AS "copd-counts.at-least-by-0",
    CASE WHEN "hf-counts.difference-by-24" + 0 IS NOT NULL THEN greatest("hf-counts.difference-by-24", 0) END AS "hf-counts.at-least-by-0",
    CASE WHEN "pneumonia-counts.difference-by-24" + 0 IS NOT NULL THEN greatest("pneumonia-counts.difference-by-24", 0) END AS "pneumonia-counts.at-least-by-0",
    CASE WHEN "cabg-counts.difference-by-24" + 0 IS NOT NULL THEN greatest("cabg-counts.difference-by-24", 0) END AS "cabg-counts.at-least-by-0",
    CASE WHEN "joint-counts.difference-by-24" + 0 IS NOT NULL THEN greatest("joint-counts.difference-by-24", 0) END AS "joint-counts.at-least-by-0"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "ami-counts.at-least-by-0" + 1 IS NOT NULL THEN least("ami-counts.at-least-by-0", 1) END AS "ami-counts.at-most-by-1",
    CASE WHEN "copd-counts.at-least-by-0" + 1 IS NOT NULL THEN least("copd-counts.at-least-by-0", 1) END AS "copd-counts.at-most-by-1",
    CASE WHEN "hf-counts.at-least-by-0" + 1 IS NOT NULL THEN least("hf-counts.at-least-by-0", 1) END AS "hf-counts.at-most-by-1",
    CASE WHEN "pneumonia-counts.at-least-by-0" + 1 IS NOT NULL THEN least("pneumonia-counts.at-least-by-0", 1) END AS "pneumonia-counts.at-most-by-1",
    CASE WHEN "cabg-counts.at-least-by-0" + 1 IS NOT NULL THEN least("cabg-counts.at-least-by-0", 1) END AS "cabg-counts.at-most-by-1",
    CASE WHEN "joint-counts.at-least-by-0" + 1 IS NOT NULL THEN least("joint-counts.at-least-by-0", 1) END AS "joint-counts.at-most-by-1"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    CAST("ami-excess.own-yearly-result-ami-weight" AS HUGEINT) * "ami-counts.at-most-by-1" AS "ami-excess.product",
    CAST("copd-excess.own-yearly-result-copd-weight" AS HUGEINT) * "copd-counts.at-most-by-1" AS "copd-excess.product",
    CAST("hf-excess.own-yearly-result-hf-weight" AS HUGEINT) * "hf-counts.at-most-by-1" AS "hf-excess.product",
    CAST("pneumonia-excess.own-yearly-result-pneumonia-weight" AS HUGEINT) * "pneumonia-counts.at-most-by-1" AS "pneumonia-excess.product",
    CAST("cabg-excess.own-yearly-result-cabg-weight" AS HUGEINT) * "cabg-counts.at-most-by-1" AS "cabg-excess.product",
    CAST("joint-excess.own-yearly-result-joint-weight" AS HUGEINT) * "joint-counts.at-most-by-1" AS "joint-excess.product"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    CAST("ami-excess.difference" AS HUGEINT) * "ami-excess.product" AS "ami-excess.product-2",
    CAST("copd-excess.difference" AS HUGEINT) * "copd-excess.product" AS "copd-excess.product-2",
    CAST("hf-excess.difference" AS HUGEINT) * "hf-excess.product" AS "hf-excess.product-2",
    CAST("pneumonia-excess.difference" AS HUGEINT) * "pneumonia-excess.product" AS "pneumonia-excess.product-2",
    CAST("cabg-excess.difference" AS HUGEINT) * "cabg-excess.product" AS "cabg-excess.product-2",
    CAST("joint-excess.difference" AS HUGEINT) * "joint-excess.product" AS "joint-excess.product-2"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "ami-excess.product-2" + 0 IS NOT NULL THEN greatest("ami-excess.product-2", 0) END AS "ami-excess.at-least-by-0",
    CASE WHEN "copd-excess.product-2" + 0 IS NOT NULL THEN greatest("copd-excess.product-2", 0) END AS "copd-excess.at-least-by-0",
    CASE WHEN "hf-excess.product-2" + 0 IS NOT NULL THEN greatest("hf-excess.product-2", 0) END AS "hf-excess.at-least-by-0",
    CASE WHEN "pneumonia-excess.product-2" + 0 IS NOT NULL THEN greatest("pneumonia-excess.product-2", 0) END AS "pneumonia-excess.at-least-by-0",
    CASE WHEN "cabg-excess.product-2" + 0 IS NOT NULL THEN greatest("cabg-excess.product-2", 0) END AS "cabg-excess.at-least-by-0",
    CASE WHEN "joint-excess.product-2" + 0 IS NOT NULL THEN greatest("joint-excess.product-2", 0) END AS "joint-excess.at-least-by-0"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    "ami-excess.at-least-by-0" + "copd-excess.at-least-by-0" AS "penalty.sum"
  FROM row_7
),
row_9 AS NOT MATERIALIZED (
  SELECT *,
    "penalty.sum" + "hf-excess.at-least-by-0" AS "penalty.sum-2"
  FROM row_8
),
row_10 AS NOT MATERIALIZED (
  SELECT *,
    "penalty.sum-2" + "pneumonia-excess.at-least-by-0" AS "penalty.sum-3"
  FROM row_9
),
row_11 AS NOT MATERIALIZED (
  SELECT *,
    "penalty.sum-3" + "cabg-excess.at-least-by-0" AS "penalty.sum-4"
  FROM row_10
),
row_12 AS NOT MATERIALIZED (
  SELECT *,
    "penalty.sum-4" + "joint-excess.at-least-by-0" AS "penalty.sum-5"
  FROM row_11
),
row_13 AS NOT MATERIALIZED (
  SELECT *,
    CAST("penalty.sum-5" AS HUGEINT) * "penalty.own-yearly-result-modifier" AS "penalty.product"
  FROM row_12
),
row_14 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "penalty.product" + 30000000000 IS NOT NULL THEN least("penalty.product", 30000000000) END AS "penalty.at-most-by-30000000000"
  FROM row_13
),
row_15 AS NOT MATERIALIZED (
  SELECT *,
    "penalty.at-most-by-30000000000" * -1 AS "factor.product-by--1"
  FROM row_14
),
row_16 AS NOT MATERIALIZED (
  SELECT *,
    "factor.product-by--1" + 1000000000000 AS "factor.sum-by-1000000000000"
  FROM row_15
),
row_17 AS NOT MATERIALIZED (
  SELECT *,
    CAST("factor.sum-by-1000000000000" AS HUGEINT) * 10000 AS "factor.product-by-10000"
  FROM row_16
),
row_18 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 1000000000000 <> 0 THEN CAST("factor.product-by-10000" AS HUGEINT) * sign(1000000000000) END AS "factor.quotient-by-1000000000000",
    CAST(1000000000000 AS HUGEINT) * sign(1000000000000) AS "factor.quotient-by-1000000000000 under"
  FROM row_17
),
row_19 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("factor.quotient-by-1000000000000", "factor.quotient-by-1000000000000 under") AS BIGINT) AS "factor.factor-rounded"
  FROM row_18
),
row_20 AS NOT MATERIALIZED (
  SELECT *,
    CAST("factor.factor-rounded" AS HUGEINT) * "adjusted.own-yearly-result-base" AS "adjusted.product"
  FROM row_19
),
row_21 AS NOT MATERIALIZED (
  SELECT *,
    "adjusted.product" * 100 AS "adjusted.product-by-100"
  FROM row_20
),
row_22 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 1000000 <> 0 THEN CAST("adjusted.product-by-100" AS HUGEINT) * sign(1000000) END AS "adjusted.quotient-by-1000000",
    CAST(1000000 AS HUGEINT) * sign(1000000) AS "adjusted.quotient-by-1000000 under"
  FROM row_21
),
row_23 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("adjusted.quotient-by-1000000", "adjusted.quotient-by-1000000 under") AS BIGINT) AS "adjusted.amount-rounded"
  FROM row_22
),
row_24 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "adjusted.amount-rounded" + 0 IS NOT NULL THEN greatest("adjusted.amount-rounded", 0) END AS "adjusted.amount-or-nothing"
  FROM row_23
),
row_25 AS NOT MATERIALIZED (
  SELECT *,
    "adjusted.amount-or-nothing" IS NOT NULL AS "adjusted.amount-known"
  FROM row_24
),
row_26 AS NOT MATERIALIZED (
  SELECT *,
    "adjusted.yearly-result-there" AND "adjusted.yearly-result-not-before-term" AND "adjusted.amount-known" AS "adjusted.conditions",
    CASE WHEN "adjusted.yearly-result-there" AND "adjusted.yearly-result-not-before-term" AND "adjusted.amount-known" THEN greatest("adjusted.own-yearly-result settled", "adjusted.yearly-result-not-before-term settled") ELSE least(CASE WHEN NOT "adjusted.yearly-result-there" THEN "adjusted.own-yearly-result settled" END, CASE WHEN NOT "adjusted.yearly-result-not-before-term" THEN "adjusted.yearly-result-not-before-term settled" END, CASE WHEN NOT "adjusted.amount-known" THEN "adjusted.own-yearly-result settled" END) END AS "adjusted.conditions settled"
  FROM row_25
)
SELECT person, event_id, "adjusted.own-yearly-result", "adjusted.own-yearly-result settled", "adjusted.own-yearly-result id_order", "adjusted.yearly-result-there", "adjusted.yearly-result-not-before-term", "adjusted.yearly-result-not-before-term settled", "adjusted.amount-or-nothing", "adjusted.amount-known", "adjusted.conditions", "adjusted.conditions settled", "adjusted.own-yearly-result-provider"
FROM row_26;

-- adjusted.pays, line 119
CREATE OR REPLACE TABLE "each-yearly-result lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("adjusted.own-yearly-result-provider", '') AS provider,
  CASE WHEN "adjusted.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "adjusted.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "adjusted.conditions" AND "adjusted.conditions settled" <= getvariable('as_at') THEN "adjusted.amount-or-nothing" ELSE coalesce("adjusted.amount-or-nothing", 0) END AS amount,
  CASE WHEN "adjusted.conditions" AND "adjusted.conditions settled" <= getvariable('as_at') THEN "adjusted.conditions settled" END AS earned_on,
  CASE WHEN "adjusted.conditions" AND "adjusted.conditions settled" <= getvariable('as_at') THEN "adjusted.conditions settled" + 30 END AS payable_on
FROM "each-yearly-result 1"
WHERE "adjusted.yearly-result-there" AND "adjusted.own-yearly-result settled" <= getvariable('as_at') AND (("adjusted.conditions" AND "adjusted.conditions settled" <= getvariable('as_at') AND coalesce("adjusted.amount-or-nothing", 0) <> 0)
  OR NOT "adjusted.conditions" OR "adjusted.conditions settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "each-yearly-result lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat('adjusted/', CASE WHEN p.person = '' THEN '' ELSE in_person(p.person) || '/' END, in_person(p.event_id), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'adjusted' AS payment,
  119 AS clause,
  d.provider AS provider,
  nullif(p.person, '') AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort([p."adjusted.own-yearly-result"]), chr(31)) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."adjusted.own-yearly-result settled" > getvariable('as_at') THEN 'the yearly-result' WHEN p."adjusted.yearly-result-not-before-term settled" > getvariable('as_at') THEN 'the yearly-result is on or after 1 October 2019' WHEN p."adjusted.own-yearly-result settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."adjusted.conditions settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."adjusted.yearly-result-there" AND p."adjusted.own-yearly-result settled" = p."adjusted.conditions settled" THEN 'the yearly-result' WHEN NOT p."adjusted.yearly-result-not-before-term" AND p."adjusted.yearly-result-not-before-term settled" = p."adjusted.conditions settled" THEN 'the yearly-result is on or after 1 October 2019' WHEN NOT p."adjusted.amount-known" AND p."adjusted.own-yearly-result settled" = p."adjusted.conditions settled" THEN 'the amount can be worked out' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "each-yearly-result 1" p ON p.rowid = d.row_no 
WHERE d.rule IN (0);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;

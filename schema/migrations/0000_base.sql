-- Made by drizzle-kit, with STRICT and WITHOUT ROWID added by hand: a text or blob key then costs one row written instead of two.
CREATE TABLE `delivery` (
	`site` integer NOT NULL,
	`webhook` text NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`at` integer NOT NULL,
	`visitor` blob,
	`detail` text NOT NULL,
	`state` text NOT NULL,
	`due` integer,
	`attempts` integer NOT NULL,
	`until` integer,
	`head` text,
	`body` text,
	`status` integer,
	`answer` text,
	`tried_at` integer,
	PRIMARY KEY(`site`, `webhook`, `id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `delivery_by_due` ON `delivery` (`site`,`webhook`,`due`) WHERE "delivery"."due" is not null;--> statement-breakpoint
CREATE INDEX `delivery_by_visitor` ON `delivery` (`site`,`visitor`) WHERE "delivery"."visitor" is not null;--> statement-breakpoint
CREATE TABLE `segment` (
	`site` integer NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`model` text NOT NULL,
	`filters` text NOT NULL,
	`since` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`site`, `id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `watch` (
	`site` integer NOT NULL,
	`version` integer NOT NULL,
	`since` integer NOT NULL,
	`cursor` text,
	`against` integer,
	PRIMARY KEY(`site`, `version`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `webhook` (
	`site` integer NOT NULL,
	`id` text NOT NULL,
	`label` text NOT NULL,
	`url` text NOT NULL,
	`format` text NOT NULL,
	`events` text NOT NULL,
	`segment` text,
	`model` text NOT NULL,
	`secret` text NOT NULL,
	`old_secret` text,
	`old_secret_until` integer,
	`pages` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	`disabled_reason` text,
	`digest_day` integer,
	PRIMARY KEY(`site`, `id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `dropped` (
	`site` integer NOT NULL,
	`day` text NOT NULL,
	`reason` text NOT NULL,
	`beacons` integer NOT NULL,
	PRIMARY KEY(`site`, `day`, `reason`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `headcount` (
	`site` integer NOT NULL,
	`model` text NOT NULL,
	`day` integer NOT NULL,
	`version` integer NOT NULL,
	`counted_at` integer NOT NULL,
	`visitors` integer NOT NULL,
	`groups` text NOT NULL,
	PRIMARY KEY(`site`, `model`, `day`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `prediction` (
	`site` integer NOT NULL,
	`version` integer NOT NULL,
	`body` text,
	`fitted_at` integer,
	`result` text,
	`begun_at` integer NOT NULL,
	`revision` integer NOT NULL,
	`stage` text NOT NULL,
	`cursor` text NOT NULL,
	`saves` integer NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`gathered` text NOT NULL,
	PRIMARY KEY(`site`, `version`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `prediction_sample` (
	`site` integer NOT NULL,
	`version` integer NOT NULL,
	`save` integer NOT NULL,
	`place` integer NOT NULL,
	`examples` text NOT NULL,
	PRIMARY KEY(`site`, `version`, `save`, `place`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `segment_count` (
	`site` integer NOT NULL,
	`segment` text NOT NULL,
	`day` integer NOT NULL,
	`members` integer NOT NULL,
	`counted_at` integer NOT NULL,
	PRIMARY KEY(`site`, `segment`, `day`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `survey` (
	`site` integer NOT NULL,
	`version` integer NOT NULL,
	`about` text NOT NULL,
	`span` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`begun_at` integer NOT NULL,
	`cursor` text NOT NULL,
	`saves` integer NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`tally` text NOT NULL,
	`finished_at` integer,
	`result` text,
	PRIMARY KEY(`site`, `version`, `about`, `span`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `absorbed` (
	`site` integer NOT NULL,
	`visitor` blob NOT NULL,
	`survivor` blob NOT NULL,
	PRIMARY KEY(`site`, `visitor`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `absorbed_by_survivor` ON `absorbed` (`site`,`survivor`);--> statement-breakpoint
CREATE TABLE `conflict` (
	`site` integer NOT NULL,
	`device` blob NOT NULL,
	`event` blob NOT NULL,
	`email` text NOT NULL,
	`user_id` text NOT NULL,
	`occurred_at` integer NOT NULL,
	PRIMARY KEY(`site`, `device`, `event`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `erasure` (
	`site` integer NOT NULL,
	`hash` text NOT NULL,
	`from_at` integer NOT NULL,
	`until_at` integer,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	PRIMARY KEY(`site`, `hash`, `from_at`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `identifier` (
	`site` integer NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`visitor` blob NOT NULL,
	PRIMARY KEY(`site`, `kind`, `value`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `identifier_by_visitor` ON `identifier` (`site`,`visitor`);--> statement-breakpoint
CREATE TABLE `lead` (
	`site` integer NOT NULL,
	`visitor` blob NOT NULL,
	`email` text,
	`user_id` text,
	`verified` integer NOT NULL,
	`named_at` integer NOT NULL,
	`traits` text NOT NULL,
	`name` text,
	`company` text,
	`search` text NOT NULL,
	`company_key` text,
	`company_search` text,
	`attempt` integer NOT NULL,
	PRIMARY KEY(`site`, `visitor`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `lead_by_company` ON `lead` (`site`,"company" collate nocase) WHERE "lead"."company" is not null;--> statement-breakpoint
CREATE TABLE `naming` (
	`site` integer NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`device` blob NOT NULL,
	PRIMARY KEY(`site`, `kind`, `value`, `device`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `pending` (
	`site` integer NOT NULL,
	`device` blob NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`site`, `device`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `split` (
	`site` integer NOT NULL,
	`device` blob NOT NULL,
	`arrival` integer NOT NULL,
	`at` integer NOT NULL,
	`email` text,
	`user_id` text,
	`moved` blob NOT NULL,
	PRIMARY KEY(`site`, `device`, `arrival`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `stint` (
	`site` integer NOT NULL,
	`device` blob NOT NULL,
	`started_at` integer NOT NULL,
	`visitor` blob NOT NULL,
	`verified` integer NOT NULL,
	`claimed_at` integer NOT NULL,
	PRIMARY KEY(`site`, `device`, `started_at`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `stint_by_visitor` ON `stint` (`site`,`visitor`);--> statement-breakpoint
CREATE TABLE `crossing` (
	`site` integer NOT NULL,
	`model` text NOT NULL,
	`at` integer NOT NULL,
	`visitor` blob NOT NULL,
	`from_level` integer NOT NULL,
	`to_level` integer NOT NULL,
	PRIMARY KEY(`site`, `model`, `at`, `visitor`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `event` (
	`site` integer NOT NULL,
	`device` blob NOT NULL,
	`id` blob NOT NULL,
	`kind` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`owned_at` integer,
	`arrival` integer NOT NULL,
	`position` integer NOT NULL,
	`session` blob,
	`origin` integer NOT NULL,
	`consent` integer,
	`body` text NOT NULL,
	PRIMARY KEY(`site`, `device`, `id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `score` (
	`site` integer NOT NULL,
	`version` integer NOT NULL,
	`visitor` blob NOT NULL,
	`heat` real NOT NULL,
	`heat_by_rule` text NOT NULL,
	`heat_by_day` text DEFAULT '{}' NOT NULL,
	`level` integer NOT NULL,
	`arrival` integer NOT NULL,
	`attempt` integer NOT NULL,
	`device` blob NOT NULL,
	`first_seen` integer NOT NULL,
	`last_seen` integer NOT NULL,
	`visits` integer NOT NULL,
	`last_event` text,
	`source` text NOT NULL,
	`channel` text DEFAULT '' NOT NULL,
	`campaign` text,
	`landing` text,
	`sent` text,
	`outcome` text,
	`outcome_at` integer,
	`lead_state` text,
	`state_reason` text,
	`owner` text,
	`state` text NOT NULL,
	`email` text,
	`user_id` text,
	`verified` integer,
	`name` text,
	`company` text,
	`search` text,
	`company_key` text,
	`company_search` text,
	`fit_score` real,
	`grade` text,
	`deed_odds` real,
	`person_odds` real,
	`told` text,
	`check_at` integer,
	PRIMARY KEY(`site`, `version`, `visitor`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `score_by_check` ON `score` (`check_at`) WHERE "score"."check_at" is not null;--> statement-breakpoint
CREATE INDEX `score_by_heat` ON `score` (`site`,`version`,`level`,case when verified is null then '' when grade is null then '-' else grade end,"heat" desc,"visitor" desc);--> statement-breakpoint
CREATE INDEX `score_by_odds` ON `score` (`site`,`version`,(deed_odds + person_odds),`visitor`) WHERE "score"."deed_odds" is not null;--> statement-breakpoint
CREATE INDEX `score_by_outcome` ON `score` (`site`,`version`,`outcome`,`visitor`) WHERE "score"."outcome" is not null;--> statement-breakpoint
CREATE INDEX `score_by_last_seen` ON `score` (`site`,`version`,`last_seen`,`visitor`);--> statement-breakpoint
CREATE INDEX `score_by_first_seen` ON `score` (`site`,`version`,`first_seen`,`visitor`);--> statement-breakpoint
CREATE INDEX `score_by_company` ON `score` (`site`,`version`,`company_key`,"heat" desc,"visitor" desc,`level`,`outcome`,`last_seen`,`first_seen`,`grade`,`verified`,`company`,`company_search`) WHERE "score"."company_key" is not null;--> statement-breakpoint
CREATE TABLE `waiting` (
	`site` integer NOT NULL,
	`lapse` text NOT NULL,
	`device` blob NOT NULL,
	`since` integer NOT NULL,
	`due` integer NOT NULL,
	PRIMARY KEY(`site`, `lapse`, `device`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `waiting_by_due` ON `waiting` (`due`);--> statement-breakpoint
CREATE TABLE `withdrawn` (
	`site` integer NOT NULL,
	`device` blob NOT NULL,
	`id` blob NOT NULL,
	PRIMARY KEY(`site`, `device`, `id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `audit` (
	`site` integer NOT NULL,
	`at` integer NOT NULL,
	`id` text NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`detail` text NOT NULL,
	PRIMARY KEY(`site`, `at`, `id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `model` (
	`site` integer NOT NULL,
	`version` integer NOT NULL,
	`body` text NOT NULL,
	`name` text GENERATED ALWAYS AS (coalesce(body ->> 'name', 'default')) VIRTUAL NOT NULL,
	`landmark` integer,
	`time_zone` text DEFAULT 'UTC' NOT NULL,
	`created_at` integer NOT NULL,
	`published_at` integer,
	`edited_at` integer,
	`fitted_at` integer,
	`cursor` text,
	`done` integer DEFAULT 0 NOT NULL,
	`total` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`site`, `version`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `preview` (
	`site` integer NOT NULL,
	`version` integer NOT NULL,
	`against` integer NOT NULL,
	`at` integer NOT NULL,
	`cursor` text NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`tally` text NOT NULL,
	`finished_at` integer,
	PRIMARY KEY(`site`, `version`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `served_model` (
	`site` integer NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	PRIMARY KEY(`site`, `name`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `share` (
	`site` integer NOT NULL,
	`visitor` blob NOT NULL,
	`id` text NOT NULL,
	`hash` text NOT NULL,
	`actor` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`site`, `visitor`, `id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `share_by_hash` ON `share` (`hash`);--> statement-breakpoint
CREATE TABLE `sign_in` (
	`expires_at` integer NOT NULL,
	`seal` text NOT NULL,
	`token` text NOT NULL,
	PRIMARY KEY(`expires_at`, `seal`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `site` (
	`key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`origins` text NOT NULL,
	`settings` text NOT NULL,
	`visitor_key` text NOT NULL,
	`identity_secret` text,
	`filling_version` integer,
	`revision` integer NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `site_id_unique` ON `site` (`id`);--> statement-breakpoint
CREATE TABLE `token` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text,
	`email` text,
	`site` text,
	`role` text NOT NULL,
	`label` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`signed_in_at` integer
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `token_by_hash` ON `token` (`hash`);--> statement-breakpoint
CREATE INDEX `token_by_email` ON `token` (`email`) WHERE email is not null;--> statement-breakpoint
CREATE TABLE `usage` (
	`day` text PRIMARY KEY NOT NULL,
	`rows_written` integer NOT NULL
) STRICT, WITHOUT ROWID;

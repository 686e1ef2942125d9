-- By hand below the tables: WITHOUT ROWID (one write less for each row) and the triggers that make the chain append-only.
-- A replacing insert fires no delete trigger: the insert trigger refuses an existing key before that.
CREATE TABLE `calendar_day` (
	`day` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`source` text NOT NULL,
	CONSTRAINT "calendar_day_kind" CHECK("calendar_day"."kind" IN ('holiday','make-up-workday')),
	CONSTRAINT "calendar_day_form" CHECK("calendar_day"."day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE TABLE `calendar_year` (
	`year` integer PRIMARY KEY NOT NULL,
	`source` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `attachment` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` integer NOT NULL,
	`sealed` text NOT NULL,
	`bytes` integer NOT NULL,
	`created_at` integer NOT NULL,
	`removed_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `case_event` (
	`case_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`action` text NOT NULL,
	`from_state` text,
	`to_state` text NOT NULL,
	`actor` text NOT NULL,
	`public_note` text,
	`sealed` text,
	`content_hash` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL,
	`mac` text NOT NULL,
	`pending` integer,
	PRIMARY KEY(`case_id`, `seq`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `case_event_pending` ON `case_event` (`pending`) WHERE "case_event"."pending" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `case_record` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`petition_kind` text,
	`township_code` text NOT NULL,
	`territorial_code` text,
	`item_code` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`identity` text NOT NULL,
	`created_at` integer NOT NULL,
	`due_at` integer,
	`closed_at` integer,
	`clocks` text NOT NULL,
	`calendar_version` text NOT NULL,
	`key_hash` text NOT NULL,
	`body_hash` text NOT NULL,
	`code_epoch` integer NOT NULL,
	`receipt_kid` text NOT NULL,
	`phone_index` text,
	`excluded` text NOT NULL,
	`group_size` integer NOT NULL,
	`wrapped_key` text,
	`sealed` text,
	`history` text NOT NULL,
	`retain_until` integer,
	`legal_hold` text,
	CONSTRAINT "case_record_kind" CHECK("case_record"."kind" IN ('dispute','petition','complaint','report','hazard','consultation')),
	CONSTRAINT "case_record_state" CHECK("case_record"."state" IN ('submitted','awaiting-correction','accepted','assigned','handling','answered','completed','declined','referred','merged','withdrawn')),
	CONSTRAINT "case_record_identity" CHECK("case_record"."identity" IN ('named','sealed','anonymous')),
	CONSTRAINT "case_record_version" CHECK("case_record"."version" >= 1)
);
--> statement-breakpoint
CREATE INDEX `case_record_open` ON `case_record` (`due_at`) WHERE "case_record"."closed_at" IS NULL;--> statement-breakpoint
CREATE INDEX `case_record_retain` ON `case_record` (`retain_until`) WHERE "case_record"."retain_until" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `trail_root` (
	`day` text PRIMARY KEY NOT NULL,
	`root` text NOT NULL,
	`size` integer NOT NULL,
	`leaves` text NOT NULL,
	`signature` text NOT NULL,
	`kid` text NOT NULL,
	`signed_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER `case_event_next_only` BEFORE INSERT ON `case_event`
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM case_event WHERE case_id = NEW.case_id), 0) + 1
  OR NEW.prev_hash <> coalesce((SELECT hash FROM case_event WHERE case_id = NEW.case_id AND seq = NEW.seq - 1), '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN
  SELECT RAISE(ABORT, 'case_event: not the next link of the chain');
END;
--> statement-breakpoint
CREATE TRIGGER `case_event_no_update` BEFORE UPDATE OF `case_id`, `seq`, `at`, `action`, `from_state`, `to_state`, `actor`, `public_note`, `sealed`, `content_hash`, `prev_hash`, `hash`, `mac` ON `case_event`
BEGIN
  SELECT RAISE(ABORT, 'case_event: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `case_event_no_delete` BEFORE DELETE ON `case_event`
BEGIN
  SELECT RAISE(ABORT, 'case_event: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `case_record_no_delete` BEFORE DELETE ON `case_record`
BEGIN
  SELECT RAISE(ABORT, 'case_record: a case leaves a tombstone');
END;
--> statement-breakpoint
CREATE TRIGGER `trail_root_once` BEFORE INSERT ON `trail_root`
WHEN EXISTS (SELECT 1 FROM trail_root WHERE day = NEW.day)
BEGIN
  SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
CREATE TRIGGER `trail_root_no_update` BEFORE UPDATE ON `trail_root`
BEGIN
  SELECT RAISE(ABORT, 'trail_root: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `trail_root_no_delete` BEFORE DELETE ON `trail_root`
BEGIN
  SELECT RAISE(ABORT, 'trail_root: append-only');
END;

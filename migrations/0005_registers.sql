-- By hand: WITHOUT ROWID, and below the tables the triggers by which events of all registers reach the daily tree.
CREATE TABLE `trail_queue` (
	`day` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`day`, `hash`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `staff_token` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`staff_id` integer NOT NULL,
	`name` text NOT NULL,
	`may_write` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`staff_id`) REFERENCES `staff_account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "staff_token_term" CHECK("staff_token"."expires_at" > "staff_token"."created_at")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_token_hash_unique` ON `staff_token` (`hash`);--> statement-breakpoint
CREATE INDEX `staff_token_staff` ON `staff_token` (`staff_id`);--> statement-breakpoint
ALTER TABLE `gate_event` ADD `mac` text;--> statement-breakpoint
ALTER TABLE `call_record` ADD `legal_hold` text;--> statement-breakpoint
CREATE INDEX `call_record_kept` ON `call_record` (`closed_at`) WHERE "call_record"."closed_at" IS NOT NULL AND "call_record"."wrapped_key" <> '';--> statement-breakpoint
ALTER TABLE `case_read` ADD `of` text DEFAULT 'case' NOT NULL;--> statement-breakpoint
CREATE INDEX `hazard_kept` ON `hazard` (`closed_at`) WHERE "hazard"."closed_at" IS NOT NULL AND "hazard"."wrapped_key" <> '';--> statement-breakpoint
CREATE INDEX `operation_kept` ON `operation` (`closed_at`) WHERE "operation"."closed_at" IS NOT NULL AND "operation"."wrapped_key" <> '';--> statement-breakpoint
CREATE TRIGGER `call_event_to_trail` AFTER INSERT ON `call_event`
BEGIN
  INSERT OR IGNORE INTO trail_queue (day, hash) VALUES ((NEW.at + 28800000) / 86400000, NEW.hash);
END;
--> statement-breakpoint
CREATE TRIGGER `operation_event_to_trail` AFTER INSERT ON `operation_event`
BEGIN
  INSERT OR IGNORE INTO trail_queue (day, hash) VALUES ((NEW.at + 28800000) / 86400000, NEW.hash);
END;
--> statement-breakpoint
CREATE TRIGGER `gate_event_to_trail` AFTER INSERT ON `gate_event`
BEGIN
  INSERT OR IGNORE INTO trail_queue (day, hash) VALUES ((NEW.at + 28800000) / 86400000, NEW.hash);
END;
--> statement-breakpoint
CREATE TRIGGER `trail_queue_no_update` BEFORE UPDATE ON `trail_queue`
BEGIN
  SELECT RAISE(ABORT, 'trail_queue: an event waits or is anchored');
END;
--> statement-breakpoint
CREATE TRIGGER `trail_queue_signed_only` BEFORE DELETE ON `trail_queue`
WHEN NOT EXISTS (SELECT 1 FROM trail_root WHERE day >= date(OLD.day * 86400, 'unixepoch'))
BEGIN
  SELECT RAISE(ABORT, 'trail_queue: leaves only for a signed root');
END;
--> statement-breakpoint
-- What happened before there was a queue: it comes into the first root that is signed from now on.
INSERT INTO `trail_queue` (`day`, `hash`) SELECT (`at` + 28800000) / 86400000, `hash` FROM `call_event`;--> statement-breakpoint
INSERT INTO `trail_queue` (`day`, `hash`) SELECT (`at` + 28800000) / 86400000, `hash` FROM `operation_event`;--> statement-breakpoint
INSERT INTO `trail_queue` (`day`, `hash`) SELECT (`at` + 28800000) / 86400000, `hash` FROM `gate_event`;

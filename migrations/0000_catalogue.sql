CREATE TABLE `catalogue_release` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`content_hash` text NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`version` text NOT NULL,
	`effective_date` text NOT NULL,
	`sources` text NOT NULL,
	`imported_at` integer NOT NULL,
	CONSTRAINT "catalogue_release_status" CHECK("catalogue_release"."status" IN ('demonstration','official'))
);
--> statement-breakpoint
CREATE TABLE `department` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`confidence` text NOT NULL,
	`note` text NOT NULL,
	`retired_release` integer,
	`replaced_by` text
);
--> statement-breakpoint
CREATE TABLE `division` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`parent_code` text NOT NULL,
	`pinyin` text,
	`longitude` real,
	`latitude` real,
	`coordinate_note` text,
	`retired_release` integer,
	`replaced_by` text,
	CONSTRAINT "division_kind" CHECK("division"."kind" IN ('city','subdistrict','town','community','village'))
);
--> statement-breakpoint
CREATE INDEX `division_parent` ON `division` (`parent_code`);--> statement-breakpoint
CREATE TABLE `office_type` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`dispatched` integer NOT NULL,
	`retired_release` integer,
	`replaced_by` text
);
--> statement-breakpoint
CREATE TABLE `office` (
	`id` text PRIMARY KEY NOT NULL,
	`township_code` text NOT NULL,
	`office_type_code` text NOT NULL,
	`name` text NOT NULL,
	`merged_into_id` text,
	`closed` integer NOT NULL,
	`place` text,
	`hours` text,
	`phone` text,
	`retired_release` integer,
	`replaced_by` text,
	FOREIGN KEY (`township_code`) REFERENCES `division`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_type_code`) REFERENCES `office_type`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "office_not_into_itself" CHECK("office"."merged_into_id" IS NULL OR "office"."merged_into_id" <> "office"."id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `office_one_per_type` ON `office` (`township_code`,`office_type_code`);--> statement-breakpoint
CREATE TABLE `item_office` (
	`township_code` text NOT NULL,
	`item_code` text NOT NULL,
	`office_id` text NOT NULL,
	PRIMARY KEY(`township_code`, `item_code`),
	FOREIGN KEY (`township_code`) REFERENCES `division`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_code`) REFERENCES `service_item`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `item_office_office` ON `item_office` (`office_id`);--> statement-breakpoint
CREATE TABLE `negative_proof` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`where_instead` text NOT NULL,
	`evidence` text NOT NULL,
	`where_evidence` text NOT NULL,
	`retired_release` integer,
	`replaced_by` text
);
--> statement-breakpoint
CREATE TABLE `power_item` (
	`code` text PRIMARY KEY NOT NULL,
	`category` text NOT NULL,
	`category_code` text NOT NULL,
	`name` text NOT NULL,
	`legal_basis` text NOT NULL,
	`office` text NOT NULL,
	`applies_to_towns` integer NOT NULL,
	`applies_to_subdistricts` integer NOT NULL,
	`unverified` text NOT NULL,
	`retired_release` integer,
	`replaced_by` text
);
--> statement-breakpoint
CREATE TABLE `service_item` (
	`code` text PRIMARY KEY NOT NULL,
	`level` text NOT NULL,
	`name` text NOT NULL,
	`domain` text NOT NULL,
	`item_type` text,
	`office_type_code` text NOT NULL,
	`department_codes` text NOT NULL,
	`role` text NOT NULL,
	`township_item_code` text,
	`materials` text NOT NULL,
	`statutory_text` text,
	`statutory_value` integer,
	`statutory_unit` text,
	`statutory_note` text,
	`promised_text` text NOT NULL,
	`promised_value` integer,
	`promised_unit` text,
	`legal_basis` text NOT NULL,
	`fee` text NOT NULL,
	`aliases` text NOT NULL,
	`in_person` integer,
	`in_person_basis` text,
	`unverified` text NOT NULL,
	`retired_release` integer,
	`replaced_by` text,
	FOREIGN KEY (`office_type_code`) REFERENCES `office_type`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "service_item_level" CHECK("service_item"."level" IN ('township','village'))
);
--> statement-breakpoint
CREATE TABLE `territorial_item` (
	`code` text PRIMARY KEY NOT NULL,
	`domain_number` integer NOT NULL,
	`domain` text NOT NULL,
	`name` text NOT NULL,
	`lead_department_codes` text NOT NULL,
	`lead_duty` text NOT NULL,
	`cooperating` text NOT NULL,
	`cooperating_duty` text NOT NULL,
	`supporting_department_codes` text NOT NULL,
	`supporting_other` text,
	`legal_basis` text NOT NULL,
	`unverified` text NOT NULL,
	`retired_release` integer,
	`replaced_by` text
);
--> statement-breakpoint
CREATE TABLE `search_part` (
	`part` text PRIMARY KEY NOT NULL,
	`json` text NOT NULL
);

CREATE TABLE `feedback` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`code` text NOT NULL,
	`township_code` text,
	`field` text NOT NULL,
	`wrapped_key` text NOT NULL,
	`text` text NOT NULL,
	`state` text DEFAULT 'new' NOT NULL,
	CONSTRAINT "feedback_field" CHECK("feedback"."field" IN ('phone','place','hours','papers','other')),
	CONSTRAINT "feedback_state_known" CHECK("feedback"."state" IN ('new','done'))
);
--> statement-breakpoint
CREATE INDEX `feedback_state` ON `feedback` (`state`,`at`);--> statement-breakpoint
CREATE TABLE `site_origin` (
	`origin` text PRIMARY KEY NOT NULL,
	`site_id` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "site_origin_form" CHECK("site_origin"."origin" GLOB 'http*://*' AND "site_origin"."origin" NOT GLOB '*://*[/*?# ]*')
);
--> statement-breakpoint
CREATE INDEX `site_origin_site` ON `site_origin` (`site_id`);--> statement-breakpoint
CREATE TABLE `site_usage` (
	`day` text NOT NULL,
	`origin` text NOT NULL,
	`version` text NOT NULL,
	`how` text NOT NULL,
	`views` integer NOT NULL,
	PRIMARY KEY(`day`, `origin`, `version`, `how`)
);
--> statement-breakpoint
CREATE TABLE `site` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`township_code` text,
	`owner` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`verify_by` text,
	`status` text DEFAULT 'active' NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "site_status" CHECK("site"."status" IN ('active','closed'))
);

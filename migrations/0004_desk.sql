CREATE TABLE `assignment_township` (
	`assignment_id` text NOT NULL,
	`township_code` text NOT NULL,
	PRIMARY KEY(`assignment_id`, `township_code`),
	FOREIGN KEY (`assignment_id`) REFERENCES `assignment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`township_code`) REFERENCES `division`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assignment_township_only" CHECK(length("assignment_township"."township_code") = 9)
);
--> statement-breakpoint
CREATE INDEX `assignment_township_code` ON `assignment_township` (`township_code`);--> statement-breakpoint
CREATE TABLE `assignment` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`department` text NOT NULL,
	`end_day` text NOT NULL,
	`proposal` text NOT NULL,
	`entry` text,
	`rule` text,
	`answer` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer NOT NULL,
	`examined_by` integer,
	`decided_at` integer,
	`decided_by` integer,
	`hash` text NOT NULL,
	CONSTRAINT "assignment_state" CHECK("assignment"."state" IN ('proposed','examined','admitted','refused','withdrawn','ended')),
	CONSTRAINT "assignment_ground" CHECK("assignment"."state" <> 'admitted' OR "assignment"."entry" IS NOT NULL OR ("assignment"."examined_by" IS NOT NULL AND "assignment"."decided_by" IS NOT NULL)),
	CONSTRAINT "assignment_four_eyes" CHECK(("assignment"."examined_by" IS NULL OR "assignment"."examined_by" <> "assignment"."created_by") AND ("assignment"."decided_by" IS NULL OR "assignment"."decided_by" <> "assignment"."created_by") AND ("assignment"."state" <> 'admitted' OR "assignment"."decided_by" IS NULL OR "assignment"."decided_by" <> "assignment"."examined_by")),
	CONSTRAINT "assignment_refusal" CHECK("assignment"."state" <> 'refused' OR "assignment"."rule" IS NOT NULL)
);
--> statement-breakpoint
CREATE INDEX `assignment_open` ON `assignment` (`state`,`end_day`) WHERE "assignment"."state" IN ('proposed','examined','admitted');--> statement-breakpoint
CREATE INDEX `assignment_decided` ON `assignment` (`decided_at`) WHERE "assignment"."decided_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `assignment_department` ON `assignment` (`department`,`created_at`);--> statement-breakpoint
CREATE TABLE `case_duty` (
	`case_id` integer NOT NULL,
	`organ` text NOT NULL,
	`seq` integer NOT NULL,
	`as` text NOT NULL,
	`entry_code` text,
	`list_version` integer NOT NULL,
	`fell_at` integer NOT NULL,
	`due_at` integer,
	`acted_at` integer,
	`done_at` integer,
	`was_late` integer NOT NULL,
	`is_refused` integer NOT NULL,
	`reopened` integer NOT NULL,
	PRIMARY KEY(`case_id`, `organ`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `case_duty_organ` ON `case_duty` (`organ`,`fell_at`);--> statement-breakpoint
CREATE TABLE `delegation` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`batch` integer NOT NULL,
	`facts` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer NOT NULL,
	`revoked_from` text,
	`revocation` text DEFAULT '' NOT NULL,
	`hash` text NOT NULL,
	CONSTRAINT "delegation_kind" CHECK("delegation"."kind" IN ('powers','staff','enforcement','approval')),
	CONSTRAINT "delegation_revoked" CHECK("delegation"."revoked_from" IS NULL OR "delegation"."revocation" <> '')
);
--> statement-breakpoint
CREATE INDEX `delegation_batch` ON `delegation` (`batch`,`created_at`);--> statement-breakpoint
CREATE TABLE `gate_event` (
	`record` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`action` text NOT NULL,
	`from_state` text,
	`to_state` text NOT NULL,
	`by` integer,
	`content` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`record`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `step_limit` (
	`kind` text NOT NULL,
	`step` text NOT NULL,
	`amount` integer NOT NULL,
	`unit` text NOT NULL,
	`effective_from` text NOT NULL,
	PRIMARY KEY(`kind`, `step`, `effective_from`),
	CONSTRAINT "step_limit_amount" CHECK("step_limit"."amount" >= 1),
	CONSTRAINT "step_limit_unit" CHECK("step_limit"."unit" IN ('minutes','hours','working-days'))
);
--> statement-breakpoint
CREATE TABLE `call_event` (
	`call_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`action` text NOT NULL,
	`from_state` text,
	`to_state` text NOT NULL,
	`actor` text NOT NULL,
	`organ` text NOT NULL,
	`said` text,
	`content_hash` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL,
	`mac` text NOT NULL,
	PRIMARY KEY(`call_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `call_event_organ` ON `call_event` (`organ`,`at`);--> statement-breakpoint
CREATE TABLE `call_part` (
	`call_id` integer NOT NULL,
	`organ` text NOT NULL,
	`role` text NOT NULL,
	`asked_seq` integer NOT NULL,
	`due_at` integer,
	`answered_at` integer,
	`released_at` integer,
	`escalation` integer NOT NULL,
	PRIMARY KEY(`call_id`, `asked_seq`, `organ`),
	CONSTRAINT "call_part_clock" CHECK("call_part"."role" = 'lead' OR "call_part"."due_at" IS NOT NULL)
);
--> statement-breakpoint
CREATE INDEX `call_part_organ` ON `call_part` (`organ`,`call_id`);--> statement-breakpoint
CREATE INDEX `call_part_due` ON `call_part` (`due_at`) WHERE "call_part"."answered_at" IS NULL AND "call_part"."released_at" IS NULL AND "call_part"."due_at" IS NOT NULL AND "call_part"."escalation" < 2;--> statement-breakpoint
CREATE TABLE `call_record` (
	`id` integer PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`serial` integer NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`township_code` text NOT NULL,
	`entry_code` text NOT NULL,
	`list_version` integer NOT NULL,
	`case_id` integer,
	`excluded` text NOT NULL,
	`lead` text,
	`owner` text NOT NULL,
	`due_at` integer,
	`escalation` integer NOT NULL,
	`refusals` integer NOT NULL,
	`send_backs` integer NOT NULL,
	`is_decided` integer NOT NULL,
	`raised_at` integer NOT NULL,
	`closed_at` integer,
	`raised_by` integer NOT NULL,
	`body_hash` text NOT NULL,
	`wrapped_key` text NOT NULL,
	`sealed` text NOT NULL,
	`history` text NOT NULL,
	`tell_seq` integer NOT NULL,
	`told_seq` integer NOT NULL,
	CONSTRAINT "call_record_kind" CHECK("call_record"."kind" IN ('ordinary','urgent','joint')),
	CONSTRAINT "call_record_state" CHECK("call_record"."state" IN ('raised','dispatched','signed','planned','on-site','done','rated','closed','disputed')),
	CONSTRAINT "call_record_version" CHECK("call_record"."version" >= 1),
	CONSTRAINT "call_record_over" CHECK(("call_record"."state" = 'closed') = ("call_record"."closed_at" IS NOT NULL)),
	CONSTRAINT "call_record_owned" CHECK("call_record"."closed_at" IS NOT NULL OR ("call_record"."owner" <> '' AND "call_record"."due_at" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `call_record_number` ON `call_record` (`year`,`serial`);--> statement-breakpoint
CREATE INDEX `call_record_owner` ON `call_record` (`owner`,`due_at`) WHERE "call_record"."closed_at" IS NULL;--> statement-breakpoint
CREATE INDEX `call_record_township` ON `call_record` (`township_code`,`raised_at`);--> statement-breakpoint
CREATE INDEX `call_record_due` ON `call_record` (`due_at`) WHERE "call_record"."closed_at" IS NULL AND "call_record"."escalation" < 3;--> statement-breakpoint
CREATE INDEX `call_record_case` ON `call_record` (`case_id`) WHERE "call_record"."case_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `call_record_untold` ON `call_record` (`tell_seq`) WHERE "call_record"."tell_seq" > "call_record"."told_seq";--> statement-breakpoint
CREATE TABLE `case_alert` (
	`case_id` integer NOT NULL,
	`due_at` integer NOT NULL,
	`kind` text NOT NULL,
	`part` text NOT NULL,
	`holder` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `due_at`, `kind`, `part`)
);
--> statement-breakpoint
CREATE TABLE `job_cursor` (
	`job` text PRIMARY KEY NOT NULL,
	`cursor` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `organ_day` (
	`holder` text NOT NULL,
	`day` text NOT NULL,
	`closed` integer NOT NULL,
	`late` integer NOT NULL,
	`reopened` integer NOT NULL,
	`rated_1` integer NOT NULL,
	`rated_2` integer NOT NULL,
	`rated_3` integer NOT NULL,
	`rated_4` integer NOT NULL,
	`rated_5` integer NOT NULL,
	`open` integer,
	`overdue` integer,
	PRIMARY KEY(`holder`, `day`)
);
--> statement-breakpoint
CREATE TABLE `case_approval` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` integer NOT NULL,
	`kind` text NOT NULL,
	`days` integer,
	`asked_at` integer NOT NULL,
	`asked_by` integer NOT NULL,
	`asked_seq` integer NOT NULL,
	`organ` text NOT NULL,
	`decided_at` integer,
	`decided_by` integer,
	`decided_seq` integer,
	`is_granted` integer,
	CONSTRAINT "case_approval_kind" CHECK("case_approval"."kind" IN ('extension','identity')),
	CONSTRAINT "case_approval_second_person" CHECK("case_approval"."decided_by" IS NULL OR "case_approval"."decided_by" <> "case_approval"."asked_by")
);
--> statement-breakpoint
CREATE INDEX `case_approval_case` ON `case_approval` (`case_id`);--> statement-breakpoint
CREATE INDEX `case_approval_open` ON `case_approval` (`organ`,`asked_at`) WHERE "case_approval"."decided_at" IS NULL;--> statement-breakpoint
CREATE TABLE `case_part` (
	`case_id` integer NOT NULL,
	`organ` text NOT NULL,
	`seq` integer NOT NULL,
	`asked_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`answered_at` integer,
	`answered_seq` integer,
	PRIMARY KEY(`case_id`, `organ`)
);
--> statement-breakpoint
CREATE INDEX `case_part_open` ON `case_part` (`organ`,`due_at`) WHERE "case_part"."answered_at" IS NULL;--> statement-breakpoint
CREATE TABLE `notice` (
	`id` integer PRIMARY KEY NOT NULL,
	`case_id` integer NOT NULL,
	`kind` text NOT NULL,
	`series` text NOT NULL,
	`year` integer NOT NULL,
	`number` integer NOT NULL,
	`made_at` integer NOT NULL,
	`made_by` integer NOT NULL,
	`about` integer,
	`sealed` text NOT NULL,
	`voided_at` integer,
	`voided_by` integer,
	`void_reason` text,
	CONSTRAINT "notice_number_from_1" CHECK("notice"."number" >= 1),
	CONSTRAINT "notice_voided_by" CHECK(("notice"."voided_at" IS NULL) = ("notice"."voided_by" IS NULL))
);
--> statement-breakpoint
CREATE INDEX `notice_case` ON `notice` (`case_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `notice_number` ON `notice` (`series`,`year`,`number`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`payload` text NOT NULL,
	`created_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer,
	`sent_at` integer,
	`dead_at` integer,
	`failure` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_key_unique` ON `outbox` (`key`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`next_at`) WHERE "outbox"."next_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_dead` ON `outbox` (`dead_at`) WHERE "outbox"."dead_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_sent` ON `outbox` (`sent_at`) WHERE "outbox"."sent_at" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `case_read` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`staff_id` integer NOT NULL,
	`case_id` integer NOT NULL,
	`what` text NOT NULL,
	CONSTRAINT "case_read_what" CHECK("case_read"."what" IN ('text','identity','photo','export','trail'))
);
--> statement-breakpoint
CREATE INDEX `case_read_case` ON `case_read` (`case_id`);--> statement-breakpoint
CREATE INDEX `case_read_staff` ON `case_read` (`staff_id`);--> statement-breakpoint
CREATE TABLE `catalogue_draft` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`once` text NOT NULL,
	`state` text NOT NULL,
	`bundle` text NOT NULL,
	`files` text NOT NULL,
	`reason` text NOT NULL,
	`created_by` integer NOT NULL,
	`created_at` integer NOT NULL,
	`ended_by` integer,
	`ended_at` integer,
	CONSTRAINT "catalogue_draft_state" CHECK("catalogue_draft"."state" IN ('open','activated','discarded')),
	CONSTRAINT "catalogue_draft_second_person" CHECK("catalogue_draft"."state" <> 'activated' OR "catalogue_draft"."ended_by" <> "catalogue_draft"."created_by")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `catalogue_draft_once` ON `catalogue_draft` (`once`);--> statement-breakpoint
CREATE INDEX `catalogue_draft_open` ON `catalogue_draft` (`state`) WHERE "catalogue_draft"."state" = 'open';--> statement-breakpoint
CREATE TABLE `record_check` (
	`record` text PRIMARY KEY NOT NULL,
	`owner` text,
	`verify_by` text NOT NULL,
	`is_wrong` integer NOT NULL,
	`note` text NOT NULL,
	`checked_at` integer NOT NULL,
	`checked_by` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `record_check_owner` ON `record_check` (`owner`) WHERE "record_check"."owner" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `record_check_wrong` ON `record_check` (`is_wrong`) WHERE "record_check"."is_wrong" = 1;--> statement-breakpoint
CREATE TABLE `desk_view` (
	`staff_id` integer NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`staff_id`, `name`)
);
--> statement-breakpoint
CREATE TABLE `list_version` (
	`kind` text NOT NULL,
	`version` integer NOT NULL,
	`effective_from` text NOT NULL,
	`content` text NOT NULL,
	`release` integer NOT NULL,
	PRIMARY KEY(`kind`, `version`),
	CONSTRAINT "list_version_kind" CHECK("list_version"."kind" IN ('territorial','power')),
	CONSTRAINT "list_version_content" CHECK(json_valid("list_version"."content"))
);
--> statement-breakpoint
CREATE TABLE `duty_shift` (
	`id` text PRIMARY KEY NOT NULL,
	`organ` text NOT NULL,
	`staff_id` integer NOT NULL,
	`duty` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`made_at` integer NOT NULL,
	`made_by` integer NOT NULL,
	`removed_at` integer,
	`removed_by` integer,
	CONSTRAINT "duty_shift_time" CHECK("duty_shift"."ends_at" > "duty_shift"."starts_at")
);
--> statement-breakpoint
CREATE INDEX `duty_shift_organ` ON `duty_shift` (`organ`,`ends_at`) WHERE "duty_shift"."removed_at" IS NULL;--> statement-breakpoint
CREATE INDEX `duty_shift_staff` ON `duty_shift` (`staff_id`,`ends_at`) WHERE "duty_shift"."removed_at" IS NULL;--> statement-breakpoint
CREATE TABLE `group_member` (
	`id` text PRIMARY KEY NOT NULL,
	`township_code` text NOT NULL,
	`duty` text NOT NULL,
	`staff_id` integer NOT NULL,
	`organ` text NOT NULL,
	`since` integer NOT NULL,
	`added_by` integer NOT NULL,
	`ended_at` integer,
	`ended_by` integer,
	CONSTRAINT "group_member_duty" CHECK("group_member"."duty" IN ('leader','deputy','office','member','team'))
);
--> statement-breakpoint
CREATE INDEX `group_member_township` ON `group_member` (`township_code`) WHERE "group_member"."ended_at" IS NULL;--> statement-breakpoint
CREATE TABLE `public_notice` (
	`id` text PRIMARY KEY NOT NULL,
	`townships` text NOT NULL,
	`kind` text NOT NULL,
	`level` text NOT NULL,
	`title` text NOT NULL,
	`what_to_do` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`organ` text NOT NULL,
	`published_by` integer NOT NULL,
	`published_at` integer NOT NULL,
	`withdrawn_at` integer,
	`withdrawn_by` integer,
	CONSTRAINT "public_notice_time" CHECK("public_notice"."ends_at" > "public_notice"."starts_at")
);
--> statement-breakpoint
CREATE INDEX `public_notice_end` ON `public_notice` (`ends_at`);--> statement-breakpoint
CREATE TABLE `hazard` (
	`id` integer PRIMARY KEY NOT NULL,
	`township_code` text NOT NULL,
	`kind` text NOT NULL,
	`case_id` integer,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`owner` text NOT NULL,
	`next_at` integer,
	`escalation` integer DEFAULT 0 NOT NULL,
	`is_kept` integer DEFAULT false NOT NULL,
	`checked` text NOT NULL,
	`removed_by` integer,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	`wrapped_key` text NOT NULL,
	`sealed` text,
	CONSTRAINT "hazard_kind" CHECK("hazard"."kind" IN ('work-safety','forest-fire','flood-drought','geology')),
	CONSTRAINT "hazard_state" CHECK("hazard"."state" IN ('reported','signed','verified','removing','removed','closed','unfounded')),
	CONSTRAINT "hazard_owner_kind" CHECK(substr("hazard"."owner", 1, 1) IN ('T','O','D','C')),
	CONSTRAINT "hazard_next_date" CHECK(("hazard"."next_at" IS NULL) = ("hazard"."state" IN ('closed','unfounded')))
);
--> statement-breakpoint
CREATE INDEX `hazard_township` ON `hazard` (`township_code`,`created_at`);--> statement-breakpoint
CREATE INDEX `hazard_owner` ON `hazard` (`owner`,`next_at`) WHERE "hazard"."next_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `hazard_next` ON `hazard` (`next_at`) WHERE "hazard"."next_at" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `operation_event` (
	`record_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`action` text NOT NULL,
	`from_state` text,
	`to_state` text NOT NULL,
	`actor` text NOT NULL,
	`organ` text,
	`key` text NOT NULL,
	`data` text,
	`sealed` text,
	`content_hash` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL,
	`mac` text NOT NULL,
	PRIMARY KEY(`record_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `operation_event_key` ON `operation_event` (`record_id`,`key`);--> statement-breakpoint
CREATE TABLE `operation_hand_over` (
	`operation_id` integer NOT NULL,
	`number` integer NOT NULL,
	`organ` text NOT NULL,
	`entry_code` text NOT NULL,
	`list_version` integer NOT NULL,
	`state` text NOT NULL,
	`is_binding` integer NOT NULL,
	`due_at` integer NOT NULL,
	PRIMARY KEY(`operation_id`, `number`),
	CONSTRAINT "operation_hand_over_department" CHECK(substr("operation_hand_over"."organ", 1, 1) = 'D'),
	CONSTRAINT "operation_hand_over_state" CHECK("operation_hand_over"."state" IN ('open','taken','returned','settled')),
	CONSTRAINT "operation_hand_over_binding" CHECK(NOT ("operation_hand_over"."is_binding" AND "operation_hand_over"."state" = 'returned'))
);
--> statement-breakpoint
CREATE INDEX `operation_hand_over_organ` ON `operation_hand_over` (`organ`,`state`);--> statement-breakpoint
CREATE TABLE `operation_photo` (
	`id` text PRIMARY KEY NOT NULL,
	`operation_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`bytes` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `operation_photo_operation` ON `operation_photo` (`operation_id`);--> statement-breakpoint
CREATE TABLE `operation_task` (
	`operation_id` integer NOT NULL,
	`number` integer NOT NULL,
	`organ` text NOT NULL,
	`state` text NOT NULL,
	`confirmed_by` integer,
	`arrived_at` integer,
	`arrived_by` integer,
	`done_at` integer,
	`sealed` text NOT NULL,
	PRIMARY KEY(`operation_id`, `number`),
	CONSTRAINT "operation_task_organ_kind" CHECK(substr("operation_task"."organ", 1, 1) IN ('T','O','D')),
	CONSTRAINT "operation_task_state" CHECK("operation_task"."state" IN ('asked','confirmed','declined','done','dropped'))
);
--> statement-breakpoint
CREATE INDEX `operation_task_organ` ON `operation_task` (`organ`,`state`);--> statement-breakpoint
CREATE TABLE `operation` (
	`id` integer PRIMARY KEY NOT NULL,
	`township_code` text NOT NULL,
	`source` text NOT NULL,
	`source_id` text,
	`entry_code` text,
	`list_version` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`owner` text NOT NULL,
	`next_at` integer,
	`escalation` integer DEFAULT 0 NOT NULL,
	`powers` text NOT NULL,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	`wrapped_key` text NOT NULL,
	`sealed` text NOT NULL,
	CONSTRAINT "operation_state" CHECK("operation"."state" IN ('planned','under-way','reported','handed-over','closed','cancelled')),
	CONSTRAINT "operation_owner" CHECK("operation"."owner" <> ''),
	CONSTRAINT "operation_next_date" CHECK(("operation"."next_at" IS NULL) = ("operation"."state" IN ('closed','cancelled'))),
	CONSTRAINT "operation_closed" CHECK(("operation"."closed_at" IS NULL) = ("operation"."next_at" IS NOT NULL)),
	CONSTRAINT "operation_time" CHECK("operation"."ends_at" > "operation"."starts_at")
);
--> statement-breakpoint
CREATE INDEX `operation_township` ON `operation` (`township_code`,`starts_at`);--> statement-breakpoint
CREATE INDEX `operation_next` ON `operation` (`next_at`) WHERE "operation"."next_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `operation_source` ON `operation` (`source_id`) WHERE "operation"."source_id" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `site_event` (
	`site_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`staff_id` integer NOT NULL,
	`what` text NOT NULL,
	`detail` text NOT NULL,
	`once` text NOT NULL,
	PRIMARY KEY(`site_id`, `seq`),
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `site_event_once_unique` ON `site_event` (`once`);--> statement-breakpoint
CREATE TABLE `staff_account` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`staff_number` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`township_code` text,
	`office_id` text,
	`department_code` text,
	`external_id` text,
	`password_hash` text,
	`must_change` integer NOT NULL,
	`active` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`tries` real NOT NULL,
	`tries_at` integer NOT NULL,
	CONSTRAINT "staff_account_role" CHECK("staff_account"."role" IN ('counter-clerk','township-handler','township-leader','department-handler','department-head','coordinator','auditor','administrator'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_account_staff_number_unique` ON `staff_account` (`staff_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `staff_account_external_id_unique` ON `staff_account` (`external_id`);--> statement-breakpoint
CREATE TABLE `staff_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`what` text NOT NULL,
	`staff_id` integer,
	`actor_id` integer,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `staff_event_staff` ON `staff_event` (`staff_id`,`id`);--> statement-breakpoint
CREATE TABLE `staff_passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` integer NOT NULL,
	`name` text NOT NULL,
	`public_key` text NOT NULL,
	`sign_count` integer NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`staff_id`) REFERENCES `staff_account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `staff_passkey_staff` ON `staff_passkey` (`staff_id`);--> statement-breakpoint
CREATE TABLE `staff_session` (
	`hash` text PRIMARY KEY NOT NULL,
	`staff_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`confirmed_at` integer NOT NULL,
	`stage` text NOT NULL,
	`challenge` text,
	FOREIGN KEY (`staff_id`) REFERENCES `staff_account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "staff_session_stage" CHECK("staff_session"."stage" IN ('open','half'))
);
--> statement-breakpoint
CREATE INDEX `staff_session_staff` ON `staff_session` (`staff_id`);--> statement-breakpoint
CREATE INDEX `staff_session_created` ON `staff_session` (`created_at`);--> statement-breakpoint
DROP INDEX `case_record_open`;--> statement-breakpoint
ALTER TABLE `case_record` ADD `holder` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `case_record` ADD `escalation` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `case_record` ADD `handling` text;--> statement-breakpoint
CREATE INDEX `case_record_holder` ON `case_record` (`holder`,`due_at`) WHERE "case_record"."closed_at" IS NULL;--> statement-breakpoint
CREATE INDEX `case_record_township` ON `case_record` (`township_code`,`due_at`) WHERE "case_record"."closed_at" IS NULL;--> statement-breakpoint
CREATE INDEX `case_record_escalated` ON `case_record` (`escalation`) WHERE "case_record"."escalation" > 0;--> statement-breakpoint
CREATE INDEX `case_record_closed` ON `case_record` (`holder`,`closed_at`) WHERE "case_record"."closed_at" IS NOT NULL;--> statement-breakpoint
ALTER TABLE `catalogue_release` ADD `bundle` text;--> statement-breakpoint
ALTER TABLE `catalogue_release` ADD `follows` integer;--> statement-breakpoint
ALTER TABLE `catalogue_release` ADD `origin` text DEFAULT 'import' NOT NULL;--> statement-breakpoint
ALTER TABLE `catalogue_release` ADD `learnt` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `catalogue_release` ADD `published_at` integer;--> statement-breakpoint
ALTER TABLE `catalogue_release` ADD `drafted_by` integer;--> statement-breakpoint
ALTER TABLE `catalogue_release` ADD `activated_by` integer;--> statement-breakpoint
ALTER TABLE `catalogue_release` ADD `reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `catalogue_release_follows` ON `catalogue_release` (`follows`);--> statement-breakpoint
ALTER TABLE `feedback` ADD `outcome` text;--> statement-breakpoint
ALTER TABLE `feedback` ADD `closed_by` integer;--> statement-breakpoint
ALTER TABLE `feedback` ADD `closed_at` integer;--> statement-breakpoint
ALTER TABLE `site` ADD `kept_in` text DEFAULT 'file' NOT NULL;
--> statement-breakpoint
UPDATE `case_record` SET `holder` = 'T' || `township_code` WHERE `holder` = '';
--> statement-breakpoint
CREATE TRIGGER `case_part_no_delete` BEFORE DELETE ON `case_part`
BEGIN
  SELECT RAISE(ABORT, 'case_part: who was asked stays on record');
END;
--> statement-breakpoint
CREATE TRIGGER `case_approval_no_delete` BEFORE DELETE ON `case_approval`
BEGIN
  SELECT RAISE(ABORT, 'case_approval: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `case_approval_decided_once` BEFORE UPDATE ON `case_approval`
WHEN OLD.decided_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'case_approval: decided already');
END;
--> statement-breakpoint
CREATE TRIGGER `case_read_once` BEFORE INSERT ON `case_read`
WHEN EXISTS (SELECT 1 FROM case_read WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'case_read: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `case_read_no_update` BEFORE UPDATE ON `case_read`
BEGIN
  SELECT RAISE(ABORT, 'case_read: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `case_read_no_delete` BEFORE DELETE ON `case_read`
BEGIN
  SELECT RAISE(ABORT, 'case_read: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `staff_event_no_replace` BEFORE INSERT ON `staff_event`
WHEN NEW.id IS NOT NULL AND EXISTS (SELECT 1 FROM staff_event WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'staff_event: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `staff_event_no_update` BEFORE UPDATE ON `staff_event`
BEGIN
  SELECT RAISE(ABORT, 'staff_event: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `staff_event_no_delete` BEFORE DELETE ON `staff_event`
BEGIN
  SELECT RAISE(ABORT, 'staff_event: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `staff_account_no_delete` BEFORE DELETE ON `staff_account`
BEGIN
  SELECT RAISE(ABORT, 'staff_account: an account is closed, not deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `case_approval_once` BEFORE INSERT ON `case_approval`
WHEN EXISTS (SELECT 1 FROM case_approval WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'case_approval: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `notice_next_only` BEFORE INSERT ON `notice`
WHEN EXISTS (SELECT 1 FROM notice WHERE id = NEW.id)
  OR NEW.number <> coalesce((SELECT max(number) FROM notice WHERE series = NEW.series AND year = NEW.year), 0) + 1
BEGIN
  SELECT RAISE(ABORT, 'notice: not the next number');
END;
--> statement-breakpoint
CREATE TRIGGER `notice_no_update` BEFORE UPDATE OF `id`, `case_id`, `kind`, `series`, `year`, `number`, `made_at`, `made_by`, `about`, `sealed` ON `notice`
BEGIN
  SELECT RAISE(ABORT, 'notice: what was made out stays as it is');
END;
--> statement-breakpoint
CREATE TRIGGER `notice_void_once` BEFORE UPDATE ON `notice`
WHEN OLD.voided_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'notice: void already');
END;
--> statement-breakpoint
CREATE TRIGGER `notice_no_delete` BEFORE DELETE ON `notice`
BEGIN
  SELECT RAISE(ABORT, 'notice: a number is never free again');
END;
--> statement-breakpoint
CREATE TRIGGER `case_alert_no_update` BEFORE UPDATE ON `case_alert`
BEGIN
  SELECT RAISE(ABORT, 'case_alert: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `case_alert_no_delete` BEFORE DELETE ON `case_alert`
BEGIN
  SELECT RAISE(ABORT, 'case_alert: append-only');
END;
--> statement-breakpoint
INSERT INTO list_version (kind,version,effective_from,content,release) SELECT 'territorial',coalesce((SELECT max(version) FROM list_version WHERE kind='territorial'),0)+1,r.effective_date,list.content,r.id FROM (SELECT json_group_array(json_object('code',code,'domainNumber',domain_number,'domain',domain,'name',name,'leadDepartmentCodes',json(lead_department_codes),'leadDuty',lead_duty,'cooperating',cooperating,'cooperatingDuty',cooperating_duty,'supportingDepartmentCodes',json(supporting_department_codes),'supportingOther',supporting_other,'legalBasis',json(legal_basis),'unverified',json(unverified))) AS content FROM (SELECT * FROM territorial_item WHERE retired_release IS NULL ORDER BY code)) AS list, (SELECT id,effective_date FROM catalogue_release ORDER BY id DESC LIMIT 1) AS r WHERE list.content IS NOT (SELECT content FROM list_version WHERE kind='territorial' ORDER BY version DESC LIMIT 1) AND list.content <> '[]';
--> statement-breakpoint
INSERT INTO list_version (kind,version,effective_from,content,release) SELECT 'power',coalesce((SELECT max(version) FROM list_version WHERE kind='power'),0)+1,r.effective_date,list.content,r.id FROM (SELECT json_group_array(json_object('code',code,'category',category,'categoryCode',category_code,'name',name,'legalBasis',json(legal_basis),'office',office,'appliesToTowns',json(iif(applies_to_towns,'true','false')),'appliesToSubdistricts',json(iif(applies_to_subdistricts,'true','false')),'unverified',json(unverified))) AS content FROM (SELECT * FROM power_item WHERE retired_release IS NULL ORDER BY code)) AS list, (SELECT id,effective_date FROM catalogue_release ORDER BY id DESC LIMIT 1) AS r WHERE list.content IS NOT (SELECT content FROM list_version WHERE kind='power' ORDER BY version DESC LIMIT 1) AND list.content <> '[]';
--> statement-breakpoint
CREATE TRIGGER `list_version_next_only` BEFORE INSERT ON `list_version`
WHEN NEW.version <> coalesce((SELECT max(version) FROM list_version WHERE kind = NEW.kind), 0) + 1
BEGIN
  SELECT RAISE(ABORT, 'list_version: not the next version');
END;
--> statement-breakpoint
CREATE TRIGGER `list_version_no_update` BEFORE UPDATE ON `list_version`
BEGIN
  SELECT RAISE(ABORT, 'list_version: what a list once said stays as it is');
END;
--> statement-breakpoint
CREATE TRIGGER `list_version_no_delete` BEFORE DELETE ON `list_version`
BEGIN
  SELECT RAISE(ABORT, 'list_version: what a list once said stays on record');
END;
--> statement-breakpoint
CREATE TRIGGER `call_event_next_only` BEFORE INSERT ON `call_event`
WHEN EXISTS (SELECT 1 FROM call_event WHERE call_id = NEW.call_id AND seq = NEW.seq)
  OR NEW.seq <> coalesce((SELECT max(seq) FROM call_event WHERE call_id = NEW.call_id), 0) + 1
BEGIN
  SELECT RAISE(ABORT, 'call_event: not the next event');
END;
--> statement-breakpoint
CREATE TRIGGER `call_event_no_update` BEFORE UPDATE ON `call_event`
BEGIN
  SELECT RAISE(ABORT, 'call_event: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `call_event_no_delete` BEFORE DELETE ON `call_event`
BEGIN
  SELECT RAISE(ABORT, 'call_event: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `call_part_no_delete` BEFORE DELETE ON `call_part`
BEGIN
  SELECT RAISE(ABORT, 'call_part: who was asked stays on record');
END;
--> statement-breakpoint
CREATE TRIGGER `call_record_no_delete` BEFORE DELETE ON `call_record`
BEGIN
  SELECT RAISE(ABORT, 'call_record: a call is closed, not deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `gate_event_next_only` BEFORE INSERT ON `gate_event`
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM gate_event WHERE record = NEW.record), 0) + 1
  OR NEW.prev_hash <> coalesce((SELECT hash FROM gate_event WHERE record = NEW.record ORDER BY seq DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN
  SELECT RAISE(ABORT, 'gate_event: not the next event of its chain');
END;
--> statement-breakpoint
CREATE TRIGGER `gate_event_no_update` BEFORE UPDATE ON `gate_event`
BEGIN
  SELECT RAISE(ABORT, 'gate_event: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `gate_event_no_delete` BEFORE DELETE ON `gate_event`
BEGIN
  SELECT RAISE(ABORT, 'gate_event: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `assignment_no_delete` BEFORE DELETE ON `assignment`
BEGIN
  SELECT RAISE(ABORT, 'assignment: the ledger keeps everything');
END;
--> statement-breakpoint
CREATE TRIGGER `assignment_by_event` BEFORE UPDATE OF `state`, `proposal`, `entry`, `rule` ON `assignment`
WHEN NOT EXISTS (SELECT 1 FROM gate_event WHERE record = 'assignment:' || NEW.id AND seq = NEW.version AND hash = NEW.hash)
  OR NEW.proposal <> OLD.proposal
BEGIN
  SELECT RAISE(ABORT, 'assignment: changes by an event only');
END;
--> statement-breakpoint
CREATE TRIGGER `assignment_no_replace` BEFORE INSERT ON `assignment`
WHEN EXISTS (SELECT 1 FROM assignment WHERE id = NEW.id)
BEGIN
  SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
CREATE TRIGGER `delegation_no_delete` BEFORE DELETE ON `delegation`
BEGIN
  SELECT RAISE(ABORT, 'delegation: the register keeps everything');
END;
--> statement-breakpoint
CREATE TRIGGER `operation_event_next_only` BEFORE INSERT ON `operation_event`
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM operation_event WHERE record_id = NEW.record_id), 0) + 1
  OR NEW.prev_hash <> coalesce((SELECT hash FROM operation_event WHERE record_id = NEW.record_id AND seq = NEW.seq - 1), '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN
  SELECT RAISE(ABORT, 'operation_event: not the next one');
END;
--> statement-breakpoint
CREATE TRIGGER `operation_event_no_update` BEFORE UPDATE ON `operation_event`
BEGIN
  SELECT RAISE(ABORT, 'operation_event: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `operation_event_no_delete` BEFORE DELETE ON `operation_event`
BEGIN
  SELECT RAISE(ABORT, 'operation_event: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `operation_no_delete` BEFORE DELETE ON `operation`
BEGIN
  SELECT RAISE(ABORT, 'operation: stays on record');
END;
--> statement-breakpoint
CREATE TRIGGER `hazard_no_delete` BEFORE DELETE ON `hazard`
BEGIN
  SELECT RAISE(ABORT, 'hazard: stays on record');
END;
--> statement-breakpoint
CREATE TRIGGER `operation_by_event` BEFORE UPDATE OF `state`, `version`, `owner`, `next_at` ON `operation`
WHEN NOT EXISTS (SELECT 1 FROM operation_event WHERE record_id = NEW.id AND seq = NEW.version AND to_state = NEW.state)
BEGIN
  SELECT RAISE(ABORT, 'operation: changes by an event only');
END;
--> statement-breakpoint
CREATE TRIGGER `hazard_by_event` BEFORE UPDATE OF `state`, `version`, `owner`, `next_at` ON `hazard`
WHEN NOT EXISTS (SELECT 1 FROM operation_event WHERE record_id = NEW.id AND seq = NEW.version AND to_state = NEW.state)
BEGIN
  SELECT RAISE(ABORT, 'hazard: changes by an event only');
END;
--> statement-breakpoint
CREATE TRIGGER `operation_task_no_delete` BEFORE DELETE ON `operation_task`
BEGIN
  SELECT RAISE(ABORT, 'operation_task: who was asked stays on record');
END;
--> statement-breakpoint
CREATE TRIGGER `operation_hand_over_no_delete` BEFORE DELETE ON `operation_hand_over`
BEGIN
  SELECT RAISE(ABORT, 'operation_hand_over: stays on record');
END;
--> statement-breakpoint
CREATE TRIGGER `duty_shift_no_delete` BEFORE DELETE ON `duty_shift`
BEGIN
  SELECT RAISE(ABORT, 'duty_shift: who was on duty stays on record');
END;
--> statement-breakpoint
CREATE TRIGGER `duty_shift_removed_once` BEFORE UPDATE ON `duty_shift`
WHEN OLD.removed_at IS NOT NULL OR NEW.organ <> OLD.organ OR NEW.staff_id <> OLD.staff_id OR NEW.starts_at <> OLD.starts_at OR NEW.ends_at <> OLD.ends_at
BEGIN
  SELECT RAISE(ABORT, 'duty_shift: a roster is written anew, not changed');
END;
--> statement-breakpoint
CREATE TRIGGER `group_member_no_delete` BEFORE DELETE ON `group_member`
BEGIN
  SELECT RAISE(ABORT, 'group_member: who was in it stays on record');
END;
--> statement-breakpoint
CREATE TRIGGER `public_notice_no_delete` BEFORE DELETE ON `public_notice`
BEGIN
  SELECT RAISE(ABORT, 'public_notice: what was told stays on record');
END;
--> statement-breakpoint
CREATE TRIGGER `public_notice_withdrawn_once` BEFORE UPDATE ON `public_notice`
WHEN OLD.withdrawn_at IS NOT NULL OR NEW.title <> OLD.title OR NEW.what_to_do <> OLD.what_to_do OR NEW.level <> OLD.level
  OR NEW.townships <> OLD.townships OR NEW.starts_at <> OLD.starts_at OR NEW.ends_at <> OLD.ends_at
BEGIN
  SELECT RAISE(ABORT, 'public_notice: what was told stays as it was');
END;
--> statement-breakpoint
CREATE TRIGGER `assignment_township_stays` BEFORE DELETE ON `assignment_township`
BEGIN
  SELECT RAISE(ABORT, 'assignment_township: the ledger keeps everything');
END;
--> statement-breakpoint
CREATE TRIGGER `site_event_once` BEFORE INSERT ON `site_event`
WHEN EXISTS (SELECT 1 FROM site_event WHERE site_id = NEW.site_id AND seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'site_event: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `site_event_no_update` BEFORE UPDATE ON `site_event`
BEGIN
  SELECT RAISE(ABORT, 'site_event: append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `site_event_no_delete` BEFORE DELETE ON `site_event`
BEGIN
  SELECT RAISE(ABORT, 'site_event: append-only');
END;

BEGIN TRANSACTION;
CREATE TABLE account (
	id VARCHAR(32) NOT NULL, 
	seller_id VARCHAR(32) NOT NULL, 
	mall VARCHAR(40) NOT NULL, 
	step_id VARCHAR(40) NOT NULL, 
	revision VARCHAR(64) NOT NULL, 
	answers JSON NOT NULL, 
	form_token VARCHAR(64) NOT NULL, 
	expires_on DATE, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(seller_id) REFERENCES seller (id) ON DELETE CASCADE, 
	UNIQUE (form_token)
);
INSERT INTO "account" VALUES('622da988f57a4e3ca52e7cea0a8592a5','a4d0e098c00240a596a1fd7b74fb26c5','coupang','account','29a1250a59609207','{}','fe3f8e24f191f010a699cb68f44e4e64db100559d4b761e3fe3f0495569f16f9','2027-04-30','2026-11-20 03:00:17.000000','2026-11-20 03:00:17.000000');
INSERT INTO "account" VALUES('1c51b4c4e5f841129723b97e4d506183','f9fafe5c4bb94837bdfd74d834d40227','coupang','account','29a1250a59609207','{}','00a0dec9e203df2268d2256c0987b6d87357067e911dd572d523702867796567','2027-04-30','2026-11-20 03:00:24.000000','2026-11-20 03:00:24.000000');
CREATE TABLE account_field (
	account_id VARCHAR(32) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	value VARCHAR NOT NULL, 
	is_sealed BOOLEAN NOT NULL, tag VARCHAR, 
	PRIMARY KEY (account_id, name), 
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE
);
INSERT INTO "account_field" VALUES('622da988f57a4e3ca52e7cea0a8592a5','login_id','k20261120-69fc64.y3cmhSIszKtHtYvXRDNlNDZtlTOVEq91fXcnqexsB4Jjv7PcAoQ=',1,NULL);
INSERT INTO "account_field" VALUES('622da988f57a4e3ca52e7cea0a8592a5','password','k20261120-69fc64.veSgZNysVw0RdG7NoNd7vW1_zNGb0eobJkQSIEy2FpWUYSVd2gfyugUpsm1eMuyz',1,NULL);
INSERT INTO "account_field" VALUES('622da988f57a4e3ca52e7cea0a8592a5','vendor_id','k20261120-69fc64.QQq0FPQqPfwq9eAkQrZ9OCHXIPk2N8rlG-kMjJrYTPJKjkhKxw==',1,NULL);
INSERT INTO "account_field" VALUES('622da988f57a4e3ca52e7cea0a8592a5','access_key','k20261120-69fc64.MBb_yuIBFDdd_tlNzrhjC11S7MKOv3TBoKeln8I54AzgcMYWlG4SSF38x4BTENT1xtw3uLO8pm3FGs8PU0dmMw==',1,NULL);
INSERT INTO "account_field" VALUES('622da988f57a4e3ca52e7cea0a8592a5','secret_key','k20261120-69fc64.YjzJ4rrV_jQ2UkMxmYf7-2BnkbiJj6J9oKLjENgurB1kSgx37NhTOmEzhDTvK0DOpB2VUXLV22flk4M0351m2Y5HZ7A=',1,NULL);
INSERT INTO "account_field" VALUES('622da988f57a4e3ca52e7cea0a8592a5','issued_on','2026-11-01',0,'k20261120-69fc64.mfuusJsUOjSNDbl0RpdYPY-nuwCKWPZuhnJM5Q==');
INSERT INTO "account_field" VALUES('1c51b4c4e5f841129723b97e4d506183','login_id','k20261120-69fc64.KQk_WZLTsvB0Ob4Np-iZOach7LdaRywxSXVvpGmh-cidC6SOug==',1,NULL);
INSERT INTO "account_field" VALUES('1c51b4c4e5f841129723b97e4d506183','password','k20261120-69fc64.abe441hcgclLLhd-msHAii0BnjuGLaq4nfUmzalZDRD2Ok6cUuqjxzw-m1a48vOc',1,NULL);
INSERT INTO "account_field" VALUES('1c51b4c4e5f841129723b97e4d506183','vendor_id','k20261120-69fc64.nu5e5XlkWzp_tCMUj6ZQzGyAstfDrKXRE44oAYJhoJ8CtDVxvQ==',1,NULL);
INSERT INTO "account_field" VALUES('1c51b4c4e5f841129723b97e4d506183','access_key','k20261120-69fc64.lOH39pZWFOqvu8GhUE-6H0r-7UOAsEtY3rBH24gobugpLZ2PpE7g4uehC6dPszW7uJ0p70wubGkakzjL517HmQ==',1,NULL);
INSERT INTO "account_field" VALUES('1c51b4c4e5f841129723b97e4d506183','secret_key','k20261120-69fc64.Dz3ETk-guUUzqTa4ms3lttYpTpciAfGs77g_M-58hjymGazJyuTt9o4_RlN9EG-ExB4-aU7YSuoYGRe6naEKTGapgKA=',1,NULL);
INSERT INTO "account_field" VALUES('1c51b4c4e5f841129723b97e4d506183','issued_on','2026-11-01',0,'k20261120-69fc64.UK0kw5H6JAZqV0VSdvC4deSwuctDSfpH-60hJQ==');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0009');
CREATE TABLE attempt (
	"key" VARCHAR(64) NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	staff_id VARCHAR(32), 
	failures INTEGER NOT NULL, 
	last_at DATETIME NOT NULL, 
	locked_until DATETIME, 
	PRIMARY KEY ("key"), 
	FOREIGN KEY(staff_id) REFERENCES staff (id) ON DELETE CASCADE
);
CREATE TABLE audit_event (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	actor VARCHAR(48) NOT NULL, 
	seller_id VARCHAR(32), 
	subject VARCHAR(64) NOT NULL, 
	detail VARCHAR(120) NOT NULL
);
INSERT INTO "audit_event" VALUES(1,'2026-11-20 03:00:03.000000','guides.published','operator',NULL,'1','11st auction cjmall constants coupang gmarket interpark lotteon smartstore start tmon wemakeprice');
INSERT INTO "audit_event" VALUES(2,'2026-11-20 03:00:04.000000','staff.made','operator',NULL,'eee5397549014856a77f24c35d98b31f','operator');
INSERT INTO "audit_event" VALUES(3,'2026-11-20 03:00:05.000000','seller.made','staff:nobody','a4d0e098c00240a596a1fd7b74fb26c5','a4d0e098c00240a596a1fd7b74fb26c5','');
INSERT INTO "audit_event" VALUES(4,'2026-11-20 03:00:06.000000','link.made','staff:nobody','a4d0e098c00240a596a1fd7b74fb26c5','46ed04ffce8c4bbb8c7b3db6c3f38daa','');
INSERT INTO "audit_event" VALUES(5,'2026-11-20 03:00:10.000000','link.started','seller:a4d0e098c00240a596a1fd7b74fb26c5','a4d0e098c00240a596a1fd7b74fb26c5','46ed04ffce8c4bbb8c7b3db6c3f38daa','');
INSERT INTO "audit_event" VALUES(6,'2026-11-20 03:00:18.000000','account.saved','seller:a4d0e098c00240a596a1fd7b74fb26c5','a4d0e098c00240a596a1fd7b74fb26c5','622da988f57a4e3ca52e7cea0a8592a5','coupang');
INSERT INTO "audit_event" VALUES(7,'2026-11-20 03:00:25.000000','account.saved','seller:f9fafe5c4bb94837bdfd74d834d40227','f9fafe5c4bb94837bdfd74d834d40227','1c51b4c4e5f841129723b97e4d506183','coupang');
INSERT INTO "audit_event" VALUES(8,'2026-11-20 03:00:31.000000','request.made','seller:a4d0e098c00240a596a1fd7b74fb26c5','a4d0e098c00240a596a1fd7b74fb26c5','4dee03dc004e2977626e132122f37058','help');
CREATE TABLE audit_seal (
	position INTEGER NOT NULL, 
	event_id INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	PRIMARY KEY (position), 
	UNIQUE (event_id), 
	FOREIGN KEY(event_id) REFERENCES audit_event (id) ON DELETE CASCADE
);
INSERT INTO "audit_seal" VALUES(1,1,'d5371a0d9b1d13d6c0b765af39a76983534dd0690ba7a1e4e0f79236b3c05c31');
INSERT INTO "audit_seal" VALUES(2,2,'fbb3ad8fccd91aa965747ad7eb9c81b065fbc107aa61dcb49f31797623743295');
INSERT INTO "audit_seal" VALUES(3,3,'36a1623c377952be664cada698efcc9e37a90a6ae903ec1b48d1a8c155ba7590');
INSERT INTO "audit_seal" VALUES(4,4,'e9f6ba327722b42440b1c292c7cea21e89dd97888497bae31f8e6d9f10be0855');
INSERT INTO "audit_seal" VALUES(5,5,'18fe008f641e05f41a37eea6a933b9f54d71ebeb8daaebdf1183c2c30901ec5b');
INSERT INTO "audit_seal" VALUES(6,6,'7279188af4b34069ed582abb0674a4f5188b406679f44c0fae4ce648a91e51a8');
INSERT INTO "audit_seal" VALUES(7,7,'6f6265022f41590f131b213faf969d0d0fd7450839105010b0ea1d4750eb7414');
INSERT INTO "audit_seal" VALUES(8,8,'46dc8850a0f833242abf98febf33bca0c9388a52e39c34af18f9087cd24d8be8');
CREATE TABLE challenge (
	digest VARCHAR(64) NOT NULL, 
	bound_to VARCHAR(64) NOT NULL, 
	expires_at DATETIME NOT NULL, 
	PRIMARY KEY (digest)
);
CREATE TABLE heartbeat (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE key_check (
	key_id VARCHAR(40) NOT NULL, 
	sealed VARCHAR NOT NULL, 
	PRIMARY KEY (key_id)
);
INSERT INTO "key_check" VALUES('k20261120-69fc64','k20261120-69fc64.50bupmXKoq4IxrT-YsUBLf3qe9clEqSsX3aGsmNqZZJbujNQrdb-i2UblG8dJ91nOh1SAlafWQP-_w==');
CREATE TABLE link (
	id VARCHAR(32) NOT NULL, 
	seller_id VARCHAR(32) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	made_by VARCHAR(48) NOT NULL, 
	mall VARCHAR(40) NOT NULL, 
	step_id VARCHAR(40) NOT NULL, 
	answers JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	opened_at DATETIME, 
	started_at DATETIME, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	locked_at DATETIME, 
	revoked_at DATETIME, parent_id VARCHAR(32), 
	PRIMARY KEY (id), 
	FOREIGN KEY(seller_id) REFERENCES seller (id) ON DELETE CASCADE, 
	UNIQUE (digest)
);
INSERT INTO "link" VALUES('46ed04ffce8c4bbb8c7b3db6c3f38daa','a4d0e098c00240a596a1fd7b74fb26c5','801cc3bc4ae534bf2c6e8a660e64be7fba3f884048c9b9c593bd347c47590ebe','staff:nobody','','','{}','2026-11-20 03:00:06.000000','2026-11-27 03:00:06.000000','2026-11-20 03:00:10.000000','2026-11-20 03:00:10.000000',0,NULL,NULL,NULL);
CREATE TABLE message (
	id VARCHAR(32) NOT NULL, 
	request_id VARCHAR(32) NOT NULL, 
	staff_id VARCHAR(32) NOT NULL, 
	text VARCHAR(1000) NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(request_id) REFERENCES request (id) ON DELETE CASCADE
);
INSERT INTO "message" VALUES('e8333969840b445faa3d6e7e7d43eafe','4dee03dc004e2977626e132122f37058','','메뉴가 보이지 않아요','2026-11-20 03:00:31.000000');
CREATE TABLE opening (
	id VARCHAR(32) NOT NULL, 
	request_id VARCHAR(32) NOT NULL, 
	seller_id VARCHAR(32) NOT NULL, 
	mall VARCHAR(40) NOT NULL, 
	staff_id VARCHAR(32) NOT NULL, 
	reason VARCHAR(20) NOT NULL, 
	opened_at DATETIME NOT NULL, 
	closes_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(request_id) REFERENCES request (id) ON DELETE CASCADE, 
	FOREIGN KEY(seller_id) REFERENCES seller (id) ON DELETE CASCADE
);
CREATE TABLE passkey (
	id VARCHAR(32) NOT NULL, 
	staff_id VARCHAR(32) NOT NULL, 
	credential VARCHAR(1400) NOT NULL, 
	public_key BLOB NOT NULL, 
	signs INTEGER NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	created_at DATETIME NOT NULL, 
	used_at DATETIME, 
	PRIMARY KEY (id), 
	FOREIGN KEY(staff_id) REFERENCES staff (id) ON DELETE CASCADE, 
	UNIQUE (credential)
);
CREATE TABLE rate_limit (
	scope VARCHAR(20) NOT NULL, 
	address VARCHAR(64) NOT NULL, 
	rested_s DOUBLE NOT NULL, 
	PRIMARY KEY (scope, address)
);
INSERT INTO "rate_limit" VALUES('help','7f43518bdca815e90241896402d74ce25f60de5eba0ca30ab688c33b4e321c57',1795143632.0);
CREATE TABLE recovery_code (
	digest VARCHAR(64) NOT NULL, 
	staff_id VARCHAR(32) NOT NULL, 
	PRIMARY KEY (digest), 
	FOREIGN KEY(staff_id) REFERENCES staff (id) ON DELETE CASCADE
);
CREATE TABLE request (
	id VARCHAR(32) NOT NULL, 
	account_id VARCHAR(32), 
	seller_id VARCHAR(32), 
	kind VARCHAR(20) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	mall VARCHAR(40) NOT NULL, 
	step_id VARCHAR(40) NOT NULL, 
	revision VARCHAR(64) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	phone VARCHAR(20) NOT NULL, 
	assignee VARCHAR(32) NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, renewed_at DATETIME, closed_at DATETIME, answers JSON, 
	PRIMARY KEY (id), 
	UNIQUE (account_id, kind), 
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE, 
	FOREIGN KEY(seller_id) REFERENCES seller (id) ON DELETE CASCADE
);
INSERT INTO "request" VALUES('4dee03dc004e2977626e132122f37058',NULL,'a4d0e098c00240a596a1fd7b74fb26c5','help','open','coupang','open-api','29a1250a59609207','','','','2026-11-20 03:00:31.000000','2026-11-20 03:00:31.000000',NULL,NULL,'{}');
CREATE TABLE run (
	id VARCHAR(32) NOT NULL, 
	seller_id VARCHAR(32) NOT NULL, 
	mall VARCHAR(40) NOT NULL, 
	revision VARCHAR(64) NOT NULL, 
	answers JSON NOT NULL, 
	started_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, seen JSON, state VARCHAR(10) DEFAULT 'saved' NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (seller_id, mall), 
	FOREIGN KEY(seller_id) REFERENCES seller (id) ON DELETE CASCADE
);
INSERT INTO "run" VALUES('9d831704343943cabbeaa98d4860876f','a4d0e098c00240a596a1fd7b74fb26c5','coupang','29a1250a59609207','{}','2026-11-20 03:00:13.000000','2026-11-20 03:00:17.000000','["account"]','saved');
INSERT INTO "run" VALUES('c2c2d8de5a754ac180784cf5d89496c8','f9fafe5c4bb94837bdfd74d834d40227','coupang','29a1250a59609207','{}','2026-11-20 03:00:24.000000','2026-11-20 03:00:24.000000',NULL,'saved');
CREATE TABLE seller (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	business_number VARCHAR(10) NOT NULL, 
	phone VARCHAR(20) NOT NULL, 
	origin VARCHAR(10) NOT NULL, 
	created_at DATETIME NOT NULL, folded VARCHAR(200) DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "seller" VALUES('a4d0e098c00240a596a1fd7b74fb26c5','에이스상사','1234567891','01098765432','staff','2026-11-20 03:00:05.000000','에이스상사');
INSERT INTO "seller" VALUES('f9fafe5c4bb94837bdfd74d834d40227','비이상회 ㈜','1248100998','01022223333','self','2026-11-20 03:00:23.000000','비이상회');
CREATE TABLE session (
	digest VARCHAR(64) NOT NULL, 
	seller_id VARCHAR(32), 
	staff_id VARCHAR(32), 
	link_id VARCHAR(32), 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, sees_from DATETIME, seen_at DATETIME, browser VARCHAR(40) DEFAULT '' NOT NULL, 
	PRIMARY KEY (digest), 
	FOREIGN KEY(seller_id) REFERENCES seller (id) ON DELETE CASCADE, 
	FOREIGN KEY(staff_id) REFERENCES staff (id) ON DELETE CASCADE, 
	FOREIGN KEY(link_id) REFERENCES link (id) ON DELETE CASCADE
);
INSERT INTO "session" VALUES('cdf81c284475fb2549ad86162aa86bd0e3e5c76f3bb1f9076ae8bed4ff47f914','a4d0e098c00240a596a1fd7b74fb26c5',NULL,'46ed04ffce8c4bbb8c7b3db6c3f38daa','2026-11-20 03:00:10.000000','2026-12-20 03:00:10.000000',NULL,NULL,'');
INSERT INTO "session" VALUES('2218b2326b01e54ca68b45fb139d9454ca9b0734f3e775b4e12b92cae4313af7','f9fafe5c4bb94837bdfd74d834d40227',NULL,NULL,'2026-11-20 03:00:23.000000','2026-12-20 03:00:23.000000',NULL,NULL,'');
CREATE TABLE setup_code (
	staff_id VARCHAR(32) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	made_by VARCHAR(48) NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	PRIMARY KEY (staff_id), 
	FOREIGN KEY(staff_id) REFERENCES staff (id) ON DELETE CASCADE, 
	UNIQUE (digest)
);
CREATE TABLE spent_form (
	form_token VARCHAR(64) NOT NULL, 
	PRIMARY KEY (form_token)
);
INSERT INTO "spent_form" VALUES('2fe3f041028f09e008e27edc743d4e03837bae803911c9e7ecec81b9d7f0984c');
CREATE TABLE staff (
	id VARCHAR(32) NOT NULL, 
	email VARCHAR(120) NOT NULL, 
	role VARCHAR(10) NOT NULL, 
	password VARCHAR(200) NOT NULL, 
	totp VARCHAR(300) NOT NULL, 
	suspended_at DATETIME, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (email)
);
INSERT INTO "staff" VALUES('eee5397549014856a77f24c35d98b31f','kim@example.com','operator','$argon2id$v=19$m=8,t=1,p=1$VP3zaiGF0ZtMz25Pr/l5CQ$8C/L4/rtrSnC2osJZTWwH9BRZrSKcVpLKdA3GhXRr10','k20261120-69fc64.SwvbDcHbQBIaZs3n1s2mRL0oACEr6wXG7zZlwVzFTaQ0uJ8I-XMLg9Nr6eim_hwEwFjrx_cGJMjFljPJ',NULL,'2026-11-20 03:00:04.000000');
CREATE TABLE tally (
	day DATE NOT NULL, 
	mall VARCHAR(40) NOT NULL, 
	revision VARCHAR(64) NOT NULL, 
	step_id VARCHAR(40) NOT NULL, 
	what VARCHAR(80) NOT NULL, 
	count INTEGER NOT NULL, 
	PRIMARY KEY (day, mall, revision, step_id, what)
);
CREATE TABLE used_code (
	staff_id VARCHAR(32) NOT NULL, 
	step INTEGER NOT NULL, 
	PRIMARY KEY (staff_id, step), 
	FOREIGN KEY(staff_id) REFERENCES staff (id) ON DELETE CASCADE
);
CREATE INDEX ix_seller_business_number ON seller (business_number);
CREATE INDEX ix_account_seller_mall ON account (seller_id, mall);
CREATE INDEX ix_audit_event_seller_id ON audit_event (seller_id);
CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_seal_no_update BEFORE UPDATE ON audit_seal BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_seal_no_delete BEFORE DELETE ON audit_seal BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE INDEX ix_link_seller_id ON link (seller_id);
CREATE INDEX ix_session_staff_id ON session (staff_id);
CREATE INDEX ix_session_link_id ON session (link_id);
CREATE INDEX ix_session_seller_id ON session (seller_id);
CREATE INDEX ix_request_seller_id ON request (seller_id);
CREATE INDEX ix_request_queue ON request (state, created_at, id);
CREATE INDEX ix_message_thread ON message (request_id, created_at);
CREATE INDEX ix_opening_seller_id ON opening (seller_id);
CREATE INDEX ix_opening_request_id ON opening (request_id);
CREATE INDEX ix_run_state ON run (state, updated_at, id);
CREATE INDEX ix_run_mall ON run (mall, updated_at, id);
CREATE INDEX ix_account_expiry ON account (expires_on, id);
CREATE INDEX ix_link_parent_id ON link (parent_id);
CREATE INDEX ix_attempt_staff_id ON attempt (staff_id);
CREATE INDEX ix_attempt_last ON attempt (last_at);
CREATE INDEX ix_recovery_code_staff_id ON recovery_code (staff_id);
CREATE INDEX ix_passkey_staff_id ON passkey (staff_id);
CREATE INDEX ix_challenge_expiry ON challenge (expires_at);
CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event
       WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id)
       BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_seal_no_replace BEFORE INSERT ON audit_seal
       WHEN EXISTS (SELECT 1 FROM audit_seal WHERE position = NEW.position OR event_id = NEW.event_id)
       BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE INDEX ix_rate_limit_rested_s ON rate_limit (rested_s);
CREATE INDEX ix_seller_origin ON seller (origin, created_at, id);
CREATE INDEX ix_seller_newest ON seller (created_at, id, folded, business_number, phone);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('audit_event',8);
COMMIT;

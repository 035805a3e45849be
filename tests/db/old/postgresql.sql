SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.wizard_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.account (
    id character varying(32) NOT NULL,
    seller_id character varying(32) NOT NULL,
    mall character varying(40) NOT NULL,
    step_id character varying(40) NOT NULL,
    revision character varying(64) NOT NULL,
    answers json NOT NULL,
    form_token character varying(64) NOT NULL,
    expires_on date,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);
CREATE TABLE public.account_field (
    account_id character varying(32) NOT NULL,
    name character varying(40) NOT NULL,
    value character varying NOT NULL,
    is_sealed boolean NOT NULL,
    tag character varying
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.attempt (
    key character varying(64) NOT NULL,
    kind character varying(10) NOT NULL,
    staff_id character varying(32),
    failures integer NOT NULL,
    last_at timestamp with time zone NOT NULL,
    locked_until timestamp with time zone
);
CREATE TABLE public.audit_event (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    kind character varying(40) NOT NULL,
    actor character varying(48) NOT NULL,
    seller_id character varying(32),
    subject character varying(64) NOT NULL,
    detail character varying(120) NOT NULL
);
CREATE SEQUENCE public.audit_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_event_id_seq OWNED BY public.audit_event.id;
CREATE TABLE public.audit_seal (
    "position" bigint NOT NULL,
    event_id bigint NOT NULL,
    digest character varying(64) NOT NULL
);
CREATE TABLE public.challenge (
    digest character varying(64) NOT NULL,
    bound_to character varying(64) NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.heartbeat (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.key_check (
    key_id character varying(40) NOT NULL,
    sealed character varying NOT NULL
);
CREATE TABLE public.link (
    id character varying(32) NOT NULL,
    seller_id character varying(32) NOT NULL,
    digest character varying(64) NOT NULL,
    made_by character varying(48) NOT NULL,
    mall character varying(40) NOT NULL,
    step_id character varying(40) NOT NULL,
    answers json NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    started_at timestamp with time zone,
    tries integer DEFAULT 0 NOT NULL,
    locked_at timestamp with time zone,
    revoked_at timestamp with time zone,
    parent_id character varying(32)
);
CREATE TABLE public.message (
    id character varying(32) NOT NULL,
    request_id character varying(32) NOT NULL,
    staff_id character varying(32) NOT NULL,
    text character varying(1000) NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.opening (
    id character varying(32) NOT NULL,
    request_id character varying(32) NOT NULL,
    seller_id character varying(32) NOT NULL,
    mall character varying(40) NOT NULL,
    staff_id character varying(32) NOT NULL,
    reason character varying(20) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone NOT NULL
);
CREATE TABLE public.passkey (
    id character varying(32) NOT NULL,
    staff_id character varying(32) NOT NULL,
    credential character varying(1400) NOT NULL,
    public_key bytea NOT NULL,
    signs integer NOT NULL,
    name character varying(40) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);
CREATE TABLE public.rate_limit (
    scope character varying(20) NOT NULL,
    address character varying(64) NOT NULL,
    rested_s double precision NOT NULL
);
CREATE TABLE public.recovery_code (
    digest character varying(64) NOT NULL,
    staff_id character varying(32) NOT NULL
);
CREATE TABLE public.request (
    id character varying(32) NOT NULL,
    account_id character varying(32),
    seller_id character varying(32),
    kind character varying(20) NOT NULL,
    state character varying(20) NOT NULL,
    mall character varying(40) NOT NULL,
    step_id character varying(40) NOT NULL,
    revision character varying(64) NOT NULL,
    name character varying(80) NOT NULL,
    phone character varying(20) NOT NULL,
    assignee character varying(32) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    renewed_at timestamp with time zone,
    closed_at timestamp with time zone,
    answers json
);
CREATE TABLE public.run (
    id character varying(32) NOT NULL,
    seller_id character varying(32) NOT NULL,
    mall character varying(40) NOT NULL,
    revision character varying(64) NOT NULL,
    answers json NOT NULL,
    started_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    seen json,
    state character varying(10) DEFAULT 'saved'::character varying NOT NULL
);
CREATE TABLE public.seller (
    id character varying(32) NOT NULL,
    name character varying(80) NOT NULL,
    business_number character varying(10) NOT NULL,
    phone character varying(20) NOT NULL,
    origin character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    folded character varying(200) DEFAULT ''::character varying NOT NULL
);
CREATE TABLE public.session (
    digest character varying(64) NOT NULL,
    seller_id character varying(32),
    staff_id character varying(32),
    link_id character varying(32),
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    sees_from timestamp with time zone,
    seen_at timestamp with time zone,
    browser character varying(40) DEFAULT ''::character varying NOT NULL
);
CREATE TABLE public.setup_code (
    staff_id character varying(32) NOT NULL,
    digest character varying(64) NOT NULL,
    made_by character varying(48) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.spent_form (
    form_token character varying(64) NOT NULL
);
CREATE TABLE public.staff (
    id character varying(32) NOT NULL,
    email character varying(120) NOT NULL,
    role character varying(10) NOT NULL,
    password character varying(200) NOT NULL,
    totp character varying(300) NOT NULL,
    suspended_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.tally (
    day date NOT NULL,
    mall character varying(40) NOT NULL,
    revision character varying(64) NOT NULL,
    step_id character varying(40) NOT NULL,
    what character varying(80) NOT NULL,
    count integer NOT NULL
);
CREATE TABLE public.used_code (
    staff_id character varying(32) NOT NULL,
    step integer NOT NULL
);
ALTER TABLE ONLY public.audit_event ALTER COLUMN id SET DEFAULT nextval('public.audit_event_id_seq'::regclass);
INSERT INTO public.account VALUES ('633fc0d0b229422980f56b2416dd919a', '06ca38e29c864439a611fc9ca43de762', 'coupang', 'account', '29a1250a59609207', '{}', '8a592a8afb10b5f4cdc36b13f393a485ffb2d05b50dbce946602e94761b711c2', '2027-04-30', '2026-11-20 03:00:17+00', '2026-11-20 03:00:17+00');
INSERT INTO public.account VALUES ('5bf1365c6a4c4058bd66a47927d407b4', '9b6834f367094f989e6fe19566745528', 'coupang', 'account', '29a1250a59609207', '{}', 'aaaeb8329e35f19b8f5cabecb090853c13dbf2c1a85ccec449cb2ebccfde2e27', '2027-04-30', '2026-11-20 03:00:24+00', '2026-11-20 03:00:24+00');
INSERT INTO public.account_field VALUES ('633fc0d0b229422980f56b2416dd919a', 'login_id', 'k20261120-69fc64.pLE8Fva1EkO5VA7GKnd79n1i4jb8wSNocn753kaEjYkXwOKE6Nw=', true, NULL);
INSERT INTO public.account_field VALUES ('633fc0d0b229422980f56b2416dd919a', 'password', 'k20261120-69fc64.ereMYMGXUNgmewH3Tr4CeTSXjA5ktBcDrLeW_PMkBqe0JxO930bvY0FPRKeoVvlc', true, NULL);
INSERT INTO public.account_field VALUES ('633fc0d0b229422980f56b2416dd919a', 'vendor_id', 'k20261120-69fc64.1cxiiQucf0MjhRHxHVpEtVRXw_n3ZXRezBp0hfPeoEisF3pgrw==', true, NULL);
INSERT INTO public.account_field VALUES ('633fc0d0b229422980f56b2416dd919a', 'access_key', 'k20261120-69fc64.WypmIVWes8creaHbbCT-ulSavCcCtGPU0qmK-evIfe6Pw-RA-_aD9oUMoMVNfa3-iXNwF0sEoi2Kn-VnBA4JuA==', true, NULL);
INSERT INTO public.account_field VALUES ('633fc0d0b229422980f56b2416dd919a', 'secret_key', 'k20261120-69fc64.lwPBOzwRl-RWCyuqT85vz1YaG0FlQ3SaBYz3ymdj7Vuehhztwl5HhkoldR5ufX7rWvyhi8ynlKW8XMksXY4hTbupFOY=', true, NULL);
INSERT INTO public.account_field VALUES ('633fc0d0b229422980f56b2416dd919a', 'issued_on', '2026-11-01', false, 'k20261120-69fc64.qz-P0rPLaMJYWNzfFyDI_ipBEiKABAopg9Qt9A==');
INSERT INTO public.account_field VALUES ('5bf1365c6a4c4058bd66a47927d407b4', 'login_id', 'k20261120-69fc64.yE-Sc7fhUesf1emLbuJVSLLd4F-q3VKxjyjbXarI3latTQAdTg==', true, NULL);
INSERT INTO public.account_field VALUES ('5bf1365c6a4c4058bd66a47927d407b4', 'password', 'k20261120-69fc64.AHi7WpDEDe3Mrw5zf2CMV-Q6K6W2sA7srxCht5NHZGO9N5I5Gr-swjAUnEOiZ0Oz', true, NULL);
INSERT INTO public.account_field VALUES ('5bf1365c6a4c4058bd66a47927d407b4', 'vendor_id', 'k20261120-69fc64.TlaN8ds51M6FssmiGdBYvp4SENlVrWYlnTzqXJTwC42vCvo-9A==', true, NULL);
INSERT INTO public.account_field VALUES ('5bf1365c6a4c4058bd66a47927d407b4', 'access_key', 'k20261120-69fc64.Vu-r5VH_5IQFMN2PFQrzJIKARhEt0elVfBL-0vV6w-d4AfzQIQefg5vqSLUspdRrCEjruUAE4iZbqSezQ-GtIQ==', true, NULL);
INSERT INTO public.account_field VALUES ('5bf1365c6a4c4058bd66a47927d407b4', 'secret_key', 'k20261120-69fc64.7x2uduaJckXC0sBB8BFAj2nu3zi-8KKjdU8zCmKMa23nHlhRVOlL2POoPSfO1hDXIC0jzEcEOwSCvVlByR-Wq72m06g=', true, NULL);
INSERT INTO public.account_field VALUES ('5bf1365c6a4c4058bd66a47927d407b4', 'issued_on', '2026-11-01', false, 'k20261120-69fc64.677enwChQnA2TqTBlsQNZl-AvbaSCWR1TPsQYg==');
INSERT INTO public.alembic_version VALUES ('0009');
INSERT INTO public.audit_event VALUES (1, '2026-11-20 03:00:03+00', 'guides.published', 'operator', NULL, '1', '11st auction cjmall constants coupang gmarket interpark lotteon smartstore start tmon wemakeprice');
INSERT INTO public.audit_event VALUES (2, '2026-11-20 03:00:04+00', 'staff.made', 'operator', NULL, '4104ffc0b6d345ee9018d93052480614', 'operator');
INSERT INTO public.audit_event VALUES (3, '2026-11-20 03:00:05+00', 'seller.made', 'staff:nobody', '06ca38e29c864439a611fc9ca43de762', '06ca38e29c864439a611fc9ca43de762', '');
INSERT INTO public.audit_event VALUES (4, '2026-11-20 03:00:06+00', 'link.made', 'staff:nobody', '06ca38e29c864439a611fc9ca43de762', 'ce79d5c4acf0414897b0e7e2c09784ee', '');
INSERT INTO public.audit_event VALUES (5, '2026-11-20 03:00:10+00', 'link.started', 'seller:06ca38e29c864439a611fc9ca43de762', '06ca38e29c864439a611fc9ca43de762', 'ce79d5c4acf0414897b0e7e2c09784ee', '');
INSERT INTO public.audit_event VALUES (6, '2026-11-20 03:00:18+00', 'account.saved', 'seller:06ca38e29c864439a611fc9ca43de762', '06ca38e29c864439a611fc9ca43de762', '633fc0d0b229422980f56b2416dd919a', 'coupang');
INSERT INTO public.audit_event VALUES (7, '2026-11-20 03:00:25+00', 'account.saved', 'seller:9b6834f367094f989e6fe19566745528', '9b6834f367094f989e6fe19566745528', '5bf1365c6a4c4058bd66a47927d407b4', 'coupang');
INSERT INTO public.audit_event VALUES (8, '2026-11-20 03:00:31+00', 'request.made', 'seller:06ca38e29c864439a611fc9ca43de762', '06ca38e29c864439a611fc9ca43de762', '9cc2be11fbd825c53771b9e6caa21a5e', 'help');
INSERT INTO public.audit_seal VALUES (1, 1, 'd5371a0d9b1d13d6c0b765af39a76983534dd0690ba7a1e4e0f79236b3c05c31');
INSERT INTO public.audit_seal VALUES (2, 2, 'abbbfacc721e7accf756243c83fe16a67a70923c95fbaead8251d663e9abb5d4');
INSERT INTO public.audit_seal VALUES (3, 3, '2d86f0f4a87c63cb70cf6dd21b6f6deb6f807bf0e67a02b237997f579d10a193');
INSERT INTO public.audit_seal VALUES (4, 4, '9574f7ffa4f5914ee01166649cfd0976af59aaf57cd364ae99014ab9dec69d16');
INSERT INTO public.audit_seal VALUES (5, 5, 'd6e7c604d7e2689e2a3df377c1e20ba802cfa657dc466e7eb45378a1b617aacd');
INSERT INTO public.audit_seal VALUES (6, 6, '4fa8ce5a6b071088686fd8f0d2338107c8914d69fe5fda09831f140bcb84cc5e');
INSERT INTO public.audit_seal VALUES (7, 7, '8a7635a2ff350eaba6b082761db87b06fca1ce3f98fefb77a15ffb166e63bafb');
INSERT INTO public.audit_seal VALUES (8, 8, 'ac0e9330d8b75287079f930c1957664e6622d5ea2157d5ed03edca1c941742ce');
INSERT INTO public.key_check VALUES ('k20261120-69fc64', 'k20261120-69fc64.isp5h6NbvvMqT-X4iaAKpIIVbi3JFpu6jLsWj9K7u_Od9D5FlK1yzJ7oM6UGKW191Fgz9pjdq2NScQ==');
INSERT INTO public.link VALUES ('ce79d5c4acf0414897b0e7e2c09784ee', '06ca38e29c864439a611fc9ca43de762', 'ea8ec0a07d4a9adb8e302785b16945b101ae29ee8cc3da48ff81422406a17e7d', 'staff:nobody', '', '', '{}', '2026-11-20 03:00:06+00', '2026-11-27 03:00:06+00', '2026-11-20 03:00:10+00', '2026-11-20 03:00:10+00', 0, NULL, NULL, NULL);
INSERT INTO public.message VALUES ('2a27833f53bb4cb7abf8c4e98021b4bc', '9cc2be11fbd825c53771b9e6caa21a5e', '', '메뉴가 보이지 않아요', '2026-11-20 03:00:31+00');
INSERT INTO public.rate_limit VALUES ('help', '7f43518bdca815e90241896402d74ce25f60de5eba0ca30ab688c33b4e321c57', 1795143632);
INSERT INTO public.request VALUES ('9cc2be11fbd825c53771b9e6caa21a5e', NULL, '06ca38e29c864439a611fc9ca43de762', 'help', 'open', 'coupang', 'open-api', '29a1250a59609207', '', '', '', '2026-11-20 03:00:31+00', '2026-11-20 03:00:31+00', NULL, NULL, '{}');
INSERT INTO public.run VALUES ('a51905a13e434211af3e5cb2cba93108', '06ca38e29c864439a611fc9ca43de762', 'coupang', '29a1250a59609207', '{}', '2026-11-20 03:00:13+00', '2026-11-20 03:00:17+00', '["account"]', 'saved');
INSERT INTO public.run VALUES ('9e8f64c5d4e04f98adbcd8480abc7117', '9b6834f367094f989e6fe19566745528', 'coupang', '29a1250a59609207', '{}', '2026-11-20 03:00:24+00', '2026-11-20 03:00:24+00', NULL, 'saved');
INSERT INTO public.seller VALUES ('06ca38e29c864439a611fc9ca43de762', '에이스상사', '1234567891', '01098765432', 'staff', '2026-11-20 03:00:05+00', '에이스상사');
INSERT INTO public.seller VALUES ('9b6834f367094f989e6fe19566745528', '비이상회 ㈜', '1248100998', '01022223333', 'self', '2026-11-20 03:00:23+00', '비이상회');
INSERT INTO public.session VALUES ('41006e8db46e79696f736c4b8fdcf4e295825902d169ef97bd55a49ac45937c1', '06ca38e29c864439a611fc9ca43de762', NULL, 'ce79d5c4acf0414897b0e7e2c09784ee', '2026-11-20 03:00:10+00', '2026-12-20 03:00:10+00', NULL, NULL, '');
INSERT INTO public.session VALUES ('b0ec9a3ac34916c0b199c49024bdc6cc321bfd06268aab2abefff9abd6cfa70b', '9b6834f367094f989e6fe19566745528', NULL, NULL, '2026-11-20 03:00:23+00', '2026-12-20 03:00:23+00', NULL, NULL, '');
INSERT INTO public.spent_form VALUES ('fa8cd0d043f9d95f2b37e063f629e6f4d1807466e1c9e57343f9bfd31aa03e84');
INSERT INTO public.staff VALUES ('4104ffc0b6d345ee9018d93052480614', 'kim@example.com', 'operator', '$argon2id$v=19$m=8,t=1,p=1$IFBkzXrxNzPRq7dJQmDcRQ$CcDajaAOtoazZlXHR8DEd1M3oos7T+Id2L5oJMjObXE', 'k20261120-69fc64.RawaLVAGVk4y_NYMKvoIISnG7vc6wdu4iff4qJ1qGoTd88Owz8dLyjuVVFBznOAowRt6I15VCdPhWSb7', NULL, '2026-11-20 03:00:04+00');
SELECT pg_catalog.setval('public.audit_event_id_seq', 8, true);
ALTER TABLE ONLY public.account_field
    ADD CONSTRAINT account_field_pkey PRIMARY KEY (account_id, name);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_form_token_key UNIQUE (form_token);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.attempt
    ADD CONSTRAINT attempt_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.audit_event
    ADD CONSTRAINT audit_event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_seal
    ADD CONSTRAINT audit_seal_event_id_key UNIQUE (event_id);
ALTER TABLE ONLY public.audit_seal
    ADD CONSTRAINT audit_seal_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY public.challenge
    ADD CONSTRAINT challenge_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY public.heartbeat
    ADD CONSTRAINT heartbeat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.key_check
    ADD CONSTRAINT key_check_pkey PRIMARY KEY (key_id);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT link_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT link_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT passkey_credential_key UNIQUE (credential);
ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT passkey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rate_limit
    ADD CONSTRAINT rate_limit_pkey PRIMARY KEY (scope, address);
ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT recovery_code_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_account_id_kind_key1 UNIQUE (account_id, kind);
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_pkey1 PRIMARY KEY (id);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_seller_id_mall_key UNIQUE (seller_id, mall);
ALTER TABLE ONLY public.seller
    ADD CONSTRAINT seller_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY public.setup_code
    ADD CONSTRAINT setup_code_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.setup_code
    ADD CONSTRAINT setup_code_pkey PRIMARY KEY (staff_id);
ALTER TABLE ONLY public.spent_form
    ADD CONSTRAINT spent_form_pkey PRIMARY KEY (form_token);
ALTER TABLE ONLY public.staff
    ADD CONSTRAINT staff_email_key UNIQUE (email);
ALTER TABLE ONLY public.staff
    ADD CONSTRAINT staff_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tally
    ADD CONSTRAINT tally_pkey PRIMARY KEY (day, mall, revision, step_id, what);
ALTER TABLE ONLY public.used_code
    ADD CONSTRAINT used_code_pkey PRIMARY KEY (staff_id, step);
CREATE INDEX ix_account_expiry ON public.account USING btree (expires_on, id);
CREATE INDEX ix_account_seller_mall ON public.account USING btree (seller_id, mall);
CREATE INDEX ix_attempt_last ON public.attempt USING btree (last_at);
CREATE INDEX ix_attempt_staff_id ON public.attempt USING btree (staff_id);
CREATE INDEX ix_audit_event_seller_id ON public.audit_event USING btree (seller_id);
CREATE INDEX ix_challenge_expiry ON public.challenge USING btree (expires_at);
CREATE INDEX ix_link_parent_id ON public.link USING btree (parent_id);
CREATE INDEX ix_link_seller_id ON public.link USING btree (seller_id);
CREATE INDEX ix_message_thread ON public.message USING btree (request_id, created_at);
CREATE INDEX ix_opening_request_id ON public.opening USING btree (request_id);
CREATE INDEX ix_opening_seller_id ON public.opening USING btree (seller_id);
CREATE INDEX ix_passkey_staff_id ON public.passkey USING btree (staff_id);
CREATE INDEX ix_rate_limit_rested_s ON public.rate_limit USING btree (rested_s);
CREATE INDEX ix_recovery_code_staff_id ON public.recovery_code USING btree (staff_id);
CREATE INDEX ix_request_queue ON public.request USING btree (state, created_at, id);
CREATE INDEX ix_request_seller_id ON public.request USING btree (seller_id);
CREATE INDEX ix_run_mall ON public.run USING btree (mall, updated_at, id);
CREATE INDEX ix_run_state ON public.run USING btree (state, updated_at, id);
CREATE INDEX ix_seller_business_number ON public.seller USING btree (business_number);
CREATE INDEX ix_seller_newest ON public.seller USING btree (created_at, id, folded, business_number, phone);
CREATE INDEX ix_seller_origin ON public.seller USING btree (origin, created_at, id);
CREATE INDEX ix_session_link_id ON public.session USING btree (link_id);
CREATE INDEX ix_session_seller_id ON public.session USING btree (seller_id);
CREATE INDEX ix_session_staff_id ON public.session USING btree (staff_id);
CREATE TRIGGER audit_event_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_event FOR EACH STATEMENT EXECUTE FUNCTION public.wizard_append_only();
CREATE TRIGGER audit_seal_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION public.wizard_append_only();
ALTER TABLE ONLY public.account_field
    ADD CONSTRAINT account_field_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES public.seller(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.attempt
    ADD CONSTRAINT attempt_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.audit_seal
    ADD CONSTRAINT audit_seal_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.audit_event(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link
    ADD CONSTRAINT link_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES public.seller(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_request_id_fkey FOREIGN KEY (request_id) REFERENCES public.request(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_request_id_fkey FOREIGN KEY (request_id) REFERENCES public.request(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES public.seller(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT passkey_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT recovery_code_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_account_id_fkey1 FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES public.seller(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES public.seller(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_link_id_fkey FOREIGN KEY (link_id) REFERENCES public.link(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES public.seller(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.setup_code
    ADD CONSTRAINT setup_code_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.used_code
    ADD CONSTRAINT used_code_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(id) ON DELETE CASCADE;

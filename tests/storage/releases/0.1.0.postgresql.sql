SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.admission (
    seq integer NOT NULL,
    statement character varying NOT NULL COLLATE pg_catalog."C",
    admitted boolean NOT NULL,
    gate character varying NOT NULL,
    reason character varying NOT NULL,
    judged_at timestamp with time zone NOT NULL,
    superseded_at timestamp with time zone,
    digest character varying NOT NULL
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.article (
    id character varying NOT NULL COLLATE pg_catalog."C",
    first_seen_at timestamp with time zone NOT NULL
);
CREATE TABLE public.article_version (
    seq integer NOT NULL,
    article character varying NOT NULL COLLATE pg_catalog."C",
    source character varying NOT NULL COLLATE pg_catalog."C",
    url character varying,
    title character varying NOT NULL,
    outlet character varying NOT NULL,
    kind character varying NOT NULL,
    published_first date,
    published_last date,
    seen_at timestamp with time zone NOT NULL,
    superseded_at timestamp with time zone,
    digest character varying NOT NULL,
    record character varying NOT NULL
);
CREATE TABLE public.body (
    hash character varying NOT NULL COLLATE pg_catalog."C",
    url character varying NOT NULL,
    content_type character varying NOT NULL,
    etag character varying,
    modified character varying,
    size integer NOT NULL,
    fetched_at timestamp with time zone NOT NULL,
    content bytea
);
CREATE TABLE public.change (
    article character varying NOT NULL COLLATE pg_catalog."C",
    seen_at timestamp with time zone NOT NULL,
    before character varying NOT NULL COLLATE pg_catalog."C",
    after character varying NOT NULL COLLATE pg_catalog."C",
    kind character varying NOT NULL,
    stealth boolean NOT NULL,
    record character varying NOT NULL
);
CREATE TABLE public.conclusion (
    seq integer NOT NULL,
    finding character varying NOT NULL COLLATE pg_catalog."C",
    stakeholder character varying NOT NULL COLLATE pg_catalog."C",
    proposition character varying NOT NULL COLLATE pg_catalog."C",
    kind character varying NOT NULL,
    status character varying NOT NULL,
    change character varying NOT NULL,
    held boolean NOT NULL,
    concluded_at timestamp with time zone NOT NULL,
    superseded_at timestamp with time zone,
    digest character varying NOT NULL,
    record character varying NOT NULL
);
CREATE TABLE public.correction (
    seq integer NOT NULL,
    statement character varying NOT NULL COLLATE pg_catalog."C",
    kind character varying NOT NULL,
    note character varying NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.digest (
    seq integer NOT NULL,
    path character varying NOT NULL,
    since timestamp with time zone,
    until timestamp with time zone NOT NULL,
    as_of timestamp with time zone NOT NULL,
    sha256 character varying NOT NULL
);
CREATE TABLE public.entry_key (
    source character varying NOT NULL COLLATE pg_catalog."C",
    key character varying NOT NULL COLLATE pg_catalog."C",
    article character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.host_state (
    origin character varying NOT NULL COLLATE pg_catalog."C",
    next_at timestamp with time zone,
    record character varying NOT NULL
);
CREATE TABLE public.pack (
    digest character varying NOT NULL COLLATE pg_catalog."C",
    record bytea NOT NULL
);
CREATE TABLE public.page_check (
    article character varying NOT NULL COLLATE pg_catalog."C",
    next_at timestamp with time zone,
    record character varying NOT NULL
);
CREATE TABLE public.quarantine (
    stage character varying NOT NULL COLLATE pg_catalog."C",
    thing character varying NOT NULL COLLATE pg_catalog."C",
    message character varying NOT NULL,
    transient boolean NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    times integer NOT NULL
);
CREATE TABLE public.reading (
    seq integer NOT NULL,
    revision character varying NOT NULL COLLATE pg_catalog."C",
    reader character varying NOT NULL,
    pack character varying NOT NULL,
    read_at timestamp with time zone NOT NULL,
    superseded_at timestamp with time zone,
    digest character varying NOT NULL,
    unknown_speakers character varying NOT NULL,
    attributions bytea NOT NULL
);
CREATE TABLE public.reading_check (
    reading integer NOT NULL,
    reader character varying NOT NULL COLLATE pg_catalog."C",
    pack character varying NOT NULL COLLATE pg_catalog."C",
    article_version integer NOT NULL,
    checked_at timestamp with time zone NOT NULL
);
CREATE TABLE public.request (
    seq integer NOT NULL,
    at timestamp with time zone NOT NULL,
    origin character varying NOT NULL COLLATE pg_catalog."C",
    source character varying COLLATE pg_catalog."C",
    purpose character varying NOT NULL,
    status integer,
    digest character varying NOT NULL,
    record character varying NOT NULL
);
CREATE TABLE public.revision (
    id character varying NOT NULL COLLATE pg_catalog."C",
    article character varying NOT NULL COLLATE pg_catalog."C",
    seen_at timestamp with time zone NOT NULL,
    look character varying NOT NULL,
    extractor character varying NOT NULL,
    body character varying COLLATE pg_catalog."C",
    text bytea NOT NULL
);
CREATE TABLE public.run (
    seq integer NOT NULL,
    flow character varying NOT NULL,
    started_at timestamp with time zone NOT NULL,
    digest character varying NOT NULL,
    record character varying NOT NULL
);
CREATE TABLE public.series (
    stakeholder character varying NOT NULL COLLATE pg_catalog."C",
    proposition character varying NOT NULL COLLATE pg_catalog."C",
    touched integer NOT NULL,
    judged integer NOT NULL
);
CREATE TABLE public.sighting (
    seq integer NOT NULL,
    article character varying NOT NULL COLLATE pg_catalog."C",
    digest character varying NOT NULL COLLATE pg_catalog."C",
    seen_at timestamp with time zone NOT NULL,
    superseded_at timestamp with time zone,
    look character varying NOT NULL,
    body character varying COLLATE pg_catalog."C"
);
CREATE TABLE public.source_state (
    source character varying NOT NULL COLLATE pg_catalog."C",
    standing character varying NOT NULL,
    next_at timestamp with time zone,
    record character varying NOT NULL
);
CREATE TABLE public.statement (
    reading integer NOT NULL,
    place integer NOT NULL,
    id character varying NOT NULL COLLATE pg_catalog."C",
    revision character varying NOT NULL COLLATE pg_catalog."C",
    stakeholder character varying NOT NULL COLLATE pg_catalog."C",
    person character varying,
    proposition character varying NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    stance integer NOT NULL,
    directness character varying NOT NULL,
    modality character varying NOT NULL,
    said_first date,
    said_last date,
    said_precision character varying,
    seen_at timestamp with time zone NOT NULL,
    record character varying NOT NULL
);
CREATE TABLE public.syndication (
    copy character varying NOT NULL COLLATE pg_catalog."C",
    first character varying NOT NULL COLLATE pg_catalog."C",
    similarity double precision NOT NULL,
    noted_at timestamp with time zone NOT NULL
);
INSERT INTO public.admission VALUES (1, '5f6353e214710722', false, 'dated', 'no date', '2026-03-01 11:00:00+00', '2026-03-01 15:00:00+00', '0c0d7d3bf5c04fe2c43acfe4aac97922');
INSERT INTO public.admission VALUES (2, '5f6353e214710722', true, '', '', '2026-03-01 15:00:00+00', NULL, '8779abd8e0534eafd7f1b7817516c8e9');
INSERT INTO public.alembic_version VALUES ('0001');
INSERT INTO public.article VALUES ('a1', '2026-03-01 10:00:00+00');
INSERT INTO public.article VALUES ('zebra', '2026-03-01 10:00:00+00');
INSERT INTO public.article VALUES ('Écho', '2026-03-01 10:00:00+00');
INSERT INTO public.article_version VALUES (2, 'Écho', 'gazette', 'https://gazette.example/Écho', 'Guild sets out its view', 'The Gazette', 'news', '2026-02-28', '2026-02-28', '2026-03-01 10:00:00+00', NULL, '9bd1d5cd234dc60b7207eb7d15e652e5', '{"id":"Écho","source":"gazette","url":"https://gazette.example/Écho","title":"Guild sets out its view","outlet":"The Gazette","kind":"news","published":{"when":{"first":"2026-02-28","last":"2026-02-28"},"basis":"feed","raw":null},"said":null,"updated":null,"author":null,"owner":null,"file":null}');
INSERT INTO public.article_version VALUES (3, 'zebra', 'gazette', 'https://gazette.example/zebra', 'Guild sets out its view', 'The Gazette', 'news', '2026-02-28', '2026-02-28', '2026-03-01 10:00:00+00', NULL, 'b0702e99556a5b97c08398bbf32feed5', '{"id":"zebra","source":"gazette","url":"https://gazette.example/zebra","title":"Guild sets out its view","outlet":"The Gazette","kind":"news","published":{"when":{"first":"2026-02-28","last":"2026-02-28"},"basis":"feed","raw":null},"said":null,"updated":null,"author":null,"owner":null,"file":null}');
INSERT INTO public.article_version VALUES (1, 'a1', 'gazette', 'https://gazette.example/a1', 'Guild sets out its view', 'The Gazette', 'news', '2026-02-28', '2026-02-28', '2026-03-01 10:00:00+00', '2026-03-01 14:00:00+00', 'adf532761363d7351e201e0eee83186e', '{"id":"a1","source":"gazette","url":"https://gazette.example/a1","title":"Guild sets out its view","outlet":"The Gazette","kind":"news","published":{"when":{"first":"2026-02-28","last":"2026-02-28"},"basis":"feed","raw":null},"said":null,"updated":null,"author":null,"owner":null,"file":null}');
INSERT INTO public.article_version VALUES (4, 'a1', 'gazette', 'https://gazette.example/a1', 'Guild softens its view', 'The Gazette', 'news', '2026-02-28', '2026-02-28', '2026-03-01 14:00:00+00', NULL, '3a46e0cda6d48b783fb189cb886072da', '{"id":"a1","source":"gazette","url":"https://gazette.example/a1","title":"Guild softens its view","outlet":"The Gazette","kind":"news","published":{"when":{"first":"2026-02-28","last":"2026-02-28"},"basis":"feed","raw":null},"said":null,"updated":null,"author":null,"owner":null,"file":null}');
INSERT INTO public.body VALUES ('f0064db87609e207241f14c56b422b40aeed1055fb52acb735d7cfcadef87ebd', 'https://gazette.example/a1', 'text/html', NULL, NULL, 31, '2026-03-01 10:00:00+00', '\x28b52ffd201ff900003c703e546865206775696c64206261636b73207468652062616e2e3c2f703e');
INSERT INTO public.change VALUES ('a1', '2026-03-01 14:00:00+00', '02d7ce0116fff74b', '33dd1488f06a189f', 'wording', true, '{"article":"a1","before":"02d7ce0116fff74b","after":"33dd1488f06a189f","kinds":["wording"],"edits":[{"kind":"wording","before":[10,15],"after":[10,18],"removed":"backs","inserted":"may back"}],"stealth":true,"touched_only":false,"look":"recheck","note":""}');
INSERT INTO public.conclusion VALUES (1, 'f1', 'guild', 'ban', 'reversal', 'provisional', 'new', true, '2026-03-01 12:00:00+00', '2026-03-01 15:00:00+00', '8bd719477bd50a1bc25703f3744a6f30', '{"finding":{"id":"f1","kind":"reversal","status":"provisional","stakeholder":"guild","proposition":"ban","version":1,"before":-2,"after":2,"said_on":{"first":"2026-02-28","last":"2026-02-28"},"confidence":0.875,"evidence":[{"statement":{"article":"a1","revision":"02d7ce0116fff74b","url":null,"outlet":"The Gazette","speaker":{"name":"Guild","stakeholder":"guild","person":null,"role":null,"in_office":true,"document":null,"why":""},"proposition":"ban","version":1,"stance":2,"confidence":0.9,"directness":"direct","modality":"asserted","content":[{"start":0,"end":9}],"text":"The guild","source":[{"start":4,"end":9}],"source_text":"guild","said_on":{"first":"2026-02-28","last":"2026-02-28"},"seen_at":"2026-03-01T10:00:00+00:00","cue":[],"conditions":[],"parameters":[],"nation":null,"relayed_by":null,"endorsed":true,"continuity":false,"acknowledges_change":false,"reported_reversal":false,"syndicated_from":null,"corrected":null,"trail":[{"step":"stance","decided":"supports","why":"a verb of support"}]},"role":"after"}],"wording":"The guild has moved.","notes":[],"related":[],"why":[]},"change":"new","concluded_at":"2026-03-01T12:00:00+00:00","reason":""}');
INSERT INTO public.conclusion VALUES (2, 'f1', 'guild', 'ban', 'reversal', 'confirmed', 'amended', true, '2026-03-01 15:00:00+00', NULL, '75645ab0ae4d6b3dc994af095c9e0693', '{"finding":{"id":"f1","kind":"reversal","status":"confirmed","stakeholder":"guild","proposition":"ban","version":1,"before":-2,"after":2,"said_on":{"first":"2026-02-28","last":"2026-02-28"},"confidence":0.875,"evidence":[{"statement":{"article":"a1","revision":"02d7ce0116fff74b","url":null,"outlet":"The Gazette","speaker":{"name":"Guild","stakeholder":"guild","person":null,"role":null,"in_office":true,"document":null,"why":""},"proposition":"ban","version":1,"stance":2,"confidence":0.9,"directness":"direct","modality":"asserted","content":[{"start":0,"end":9}],"text":"The guild","source":[{"start":4,"end":9}],"source_text":"guild","said_on":{"first":"2026-02-28","last":"2026-02-28"},"seen_at":"2026-03-01T10:00:00+00:00","cue":[],"conditions":[],"parameters":[],"nation":null,"relayed_by":null,"endorsed":true,"continuity":false,"acknowledges_change":false,"reported_reversal":false,"syndicated_from":null,"corrected":null,"trail":[{"step":"stance","decided":"supports","why":"a verb of support"}]},"role":"after"}],"wording":"The guild has moved.","notes":[],"related":[],"why":[]},"change":"amended","concluded_at":"2026-03-01T15:00:00+00:00","reason":"read again"}');
INSERT INTO public.conclusion VALUES (3, 'f2', 'guild', 'cap', 'reversal', 'confirmed', 'new', true, '2026-03-01 15:00:00+00', '2026-03-01 16:00:00+00', 'b3cf162e520f75a0fcc885fd3aa5b469', '{"finding":{"id":"f2","kind":"reversal","status":"confirmed","stakeholder":"guild","proposition":"cap","version":1,"before":-2,"after":2,"said_on":{"first":"2026-02-28","last":"2026-02-28"},"confidence":0.875,"evidence":[{"statement":{"article":"a1","revision":"02d7ce0116fff74b","url":null,"outlet":"The Gazette","speaker":{"name":"Guild","stakeholder":"guild","person":null,"role":null,"in_office":true,"document":null,"why":""},"proposition":"ban","version":1,"stance":2,"confidence":0.9,"directness":"direct","modality":"asserted","content":[{"start":0,"end":9}],"text":"The guild","source":[{"start":4,"end":9}],"source_text":"guild","said_on":{"first":"2026-02-28","last":"2026-02-28"},"seen_at":"2026-03-01T10:00:00+00:00","cue":[],"conditions":[],"parameters":[],"nation":null,"relayed_by":null,"endorsed":true,"continuity":false,"acknowledges_change":false,"reported_reversal":false,"syndicated_from":null,"corrected":null,"trail":[{"step":"stance","decided":"supports","why":"a verb of support"}]},"role":"after"}],"wording":"The guild has moved.","notes":[],"related":[],"why":[]},"change":"new","concluded_at":"2026-03-01T15:00:00+00:00","reason":""}');
INSERT INTO public.conclusion VALUES (4, 'f2', 'guild', 'cap', 'reversal', 'confirmed', 'retracted', false, '2026-03-01 16:00:00+00', NULL, '', '{"finding":{"id":"f2","kind":"reversal","status":"confirmed","stakeholder":"guild","proposition":"cap","version":1,"before":-2,"after":2,"said_on":{"first":"2026-02-28","last":"2026-02-28"},"confidence":0.875,"evidence":[{"statement":{"article":"a1","revision":"02d7ce0116fff74b","url":null,"outlet":"The Gazette","speaker":{"name":"Guild","stakeholder":"guild","person":null,"role":null,"in_office":true,"document":null,"why":""},"proposition":"ban","version":1,"stance":2,"confidence":0.9,"directness":"direct","modality":"asserted","content":[{"start":0,"end":9}],"text":"The guild","source":[{"start":4,"end":9}],"source_text":"guild","said_on":{"first":"2026-02-28","last":"2026-02-28"},"seen_at":"2026-03-01T10:00:00+00:00","cue":[],"conditions":[],"parameters":[],"nation":null,"relayed_by":null,"endorsed":true,"continuity":false,"acknowledges_change":false,"reported_reversal":false,"syndicated_from":null,"corrected":null,"trail":[{"step":"stance","decided":"supports","why":"a verb of support"}]},"role":"after"}],"wording":"The guild has moved.","notes":[],"related":[],"why":[]},"change":"retracted","concluded_at":"2026-03-01T16:00:00+00:00","reason":"withdrawn"}');
INSERT INTO public.correction VALUES (1, '5f6353e214710722', 'note', 'checked against the print edition', '2026-03-01 16:00:00+00');
INSERT INTO public.digest VALUES (1, 'digests/1.html', NULL, '2026-03-01 15:00:00+00', '2026-03-01 15:00:00+00', 'abababababababababababababababababababababababababababababababab');
INSERT INTO public.entry_key VALUES ('gazette', 'guid:1', 'a1');
INSERT INTO public.host_state VALUES ('https://gazette.example', '2026-03-01 11:00:00+00', '{"origin":"https://gazette.example","next_at":"2026-03-01T11:00:00+00:00","rule":"","robots_at":null,"robots_status":null,"robots":"User-agent: *"}');
INSERT INTO public.pack VALUES ('pack 1', '\x28b52ffd201bd900007b22746f706963732e79616d6c223a222d2069643a2062616e227d');
INSERT INTO public.page_check VALUES ('a1', '2026-03-01 17:00:00+00', '{"article":"a1","url":"https://gazette.example/a1","first_seen":"2026-03-01T10:00:00+00:00","checked_at":null,"next_at":"2026-03-01T17:00:00+00:00","rung":0,"rule":"","etag":null,"modified":null,"body":null,"page_updated":null,"status":null,"failures":0,"withdrawn_at":null}');
INSERT INTO public.quarantine VALUES ('fetch', 'herald', 'The host did not answer.', true, '2026-03-01 10:00:00+00', '2026-03-01 10:00:00+00', 1);
INSERT INTO public.reading VALUES (1, '02d7ce0116fff74b', 'reader 1', 'pack 1', '2026-03-01 11:00:00+00', '2026-03-01 15:00:00+00', '2577a9ae7d8d93535f4937314e5bf727', '["A passer-by"]', '\x28b52ffd20fd15050032091d1c608b73b36e982c8e723bb4d149a22d8220de7ddd58c76ea44110d8054bc41ed7dc49b8ef60dc71d02b0eb432a359b0af6f62bab6f85a22429dd3f340a9ac7730b9597fe2b9394e0a0180e45963ccbea88a69e5f79ebbae8d090283cd6f3a2549a0e5b444056596774294577195bf1472cf0d4311005550852c6e3384a8195b78d77093064bc8ac11fd104f5727806d2013455d09ea225004fbf3ae833207');
INSERT INTO public.reading VALUES (2, '02d7ce0116fff74b', 'reader 2', 'pack 1', '2026-03-01 15:00:00+00', NULL, '37ad4df62856c2f436a11fa132ad4d86', '["A passer-by"]', '\x28b52ffd20fd15050032091d1c608b73b36e982c8e723bb4d149a22d8220de7ddd58c76ea44110d8054bc41ed7dc49b8ef60dc71d02b0eb432a359b0af6f62bab6f85a22429dd3f340a9ac7730b9597fe2b9394e0a0180e45963ccbea88a69e5f79ebbae8d090283cd6f3a2549a0e5b444056596774294577195bf1472cf0d4311005550852c6e3384a8195b78d77093064bc8ac11fd104f5727806d2013455d09ea225004fbf3ae833207');
INSERT INTO public.reading VALUES (3, '33dd1488f06a189f', 'reader 2', 'pack 1', '2026-03-01 15:00:00+00', NULL, 'c2a2c535ceef11118b745f1f23424c5d', '["A passer-by"]', '\x28b52ffd20fd15050032091d1c608b73b36e982c8e723bb4d149a22d8220de7ddd58c76ea44110d8054bc41ed7dc49b8ef60dc71d02b0eb432a359b0af6f62bab6f85a22429dd3f340a9ac7730b9597fe2b9394e0a0180e45963ccbea88a69e5f79ebbae8d090283cd6f3a2549a0e5b444056596774294577195bf1472cf0d4311005550852c6e3384a8195b78d77093064bc8ac11fd104f5727806d2013455d09ea225004fbf3ae833207');
INSERT INTO public.reading_check VALUES (1, 'reader 1', 'pack 1', 4, '2026-03-01 11:00:00+00');
INSERT INTO public.reading_check VALUES (2, 'reader 2', 'pack 1', 4, '2026-03-01 15:00:00+00');
INSERT INTO public.reading_check VALUES (3, 'reader 2', 'pack 1', 4, '2026-03-01 15:00:00+00');
INSERT INTO public.request VALUES (1, '2026-03-01 10:00:00+00', 'https://gazette.example', 'gazette', 'feed', 200, 'e04ff779b5f374f214044e8a73c776d3', '{"at":"2026-03-01T10:00:00+00:00","origin":"https://gazette.example","url":"https://gazette.example/feed","purpose":"feed","source":"gazette","conditional":false,"status":200,"size":9,"seconds":0.1,"next_at":null,"rule":"","note":""}');
INSERT INTO public.request VALUES (2, '2026-03-01 11:00:00+00', 'https://gazette.example', NULL, 'feed', NULL, '7402e1cb6a2a7d272fc8766d88ed3a67', '{"at":"2026-03-01T11:00:00+00:00","origin":"https://gazette.example","url":"https://gazette.example/feed","purpose":"feed","source":null,"conditional":false,"status":null,"size":9,"seconds":0.1,"next_at":null,"rule":"","note":""}');
INSERT INTO public.revision VALUES ('02d7ce0116fff74b', 'a1', '2026-03-01 10:00:00+00', 'feed', 'extractor 1', 'f0064db87609e207241f14c56b422b40aeed1055fb52acb735d7cfcadef87ebd', '\x28b52ffd2018c10000546865206775696c64206261636b73207468652062616e2e');
INSERT INTO public.revision VALUES ('33dd1488f06a189f', 'a1', '2026-03-01 14:00:00+00', 'feed', 'extractor 1', NULL, '\x28b52ffd201bd90000546865206775696c64206d6179206261636b207468652062616e2e');
INSERT INTO public.revision VALUES ('89694ee9f71288f4', 'Écho', '2026-03-01 11:00:00+00', 'feed', 'extractor 1', NULL, '\x28b52ffd201ff90000e2809c4e65766572e2809d2c206469742d656c6c6520e2809420f09f98802e');
INSERT INTO public.run VALUES (1, 'ingest', '2026-03-01 10:00:00+00', '61f90c0087fbbe75ce49a022a522cdef', '{"flow":"ingest","started_at":"2026-03-01T10:00:00+00:00","counts":[["articles",3]],"failures":[{"stage":"fetch","thing":"herald","message":"The host did not answer.","transient":true}],"digest":"digests/1.html"}');
INSERT INTO public.series VALUES ('guild', 'ban', 3, 2);
INSERT INTO public.sighting VALUES (1, 'a1', '02d7ce0116fff74b', '2026-03-01 10:00:00+00', '2026-03-01 14:00:00+00', 'feed', 'f0064db87609e207241f14c56b422b40aeed1055fb52acb735d7cfcadef87ebd');
INSERT INTO public.sighting VALUES (2, 'a1', '33dd1488f06a189f', '2026-03-01 14:00:00+00', NULL, 'feed', NULL);
INSERT INTO public.sighting VALUES (3, 'Écho', '89694ee9f71288f4', '2026-03-01 11:00:00+00', NULL, 'feed', NULL);
INSERT INTO public.source_state VALUES ('gazette', 'live', '2026-03-01 11:00:00+00', '{"source":"gazette","url":null,"standing":"live","asked_at":"2026-03-01T10:00:00+00:00","unconditional_at":null,"answered_at":null,"changed_at":null,"next_at":"2026-03-01T11:00:00+00:00","rule":"","etag":"W/\"1\"","modified":null,"body":null,"failures":0,"failing_since":null,"interval":3600,"rhythm":604800,"ttl":0,"skip_hours":[],"skip_days":[],"note":""}');
INSERT INTO public.statement VALUES (1, 0, '850c88c836596ba2', '02d7ce0116fff74b', 'guild', NULL, 'ban', 1, 2, 'direct', 'asserted', '2026-02-01', '2026-02-28', 'month', '2026-03-01 10:00:00+00', '{"article":"a1","revision":"02d7ce0116fff74b","url":null,"outlet":"The Gazette","speaker":{"name":"Guild","stakeholder":"guild","person":null,"role":null,"in_office":true,"document":null,"why":""},"proposition":"ban","version":1,"stance":2,"confidence":0.9,"directness":"direct","modality":"asserted","content":[{"start":0,"end":9}],"text":"The guild","source":[{"start":4,"end":9}],"source_text":"guild","said_on":{"first":"2026-02-01","last":"2026-02-28"},"seen_at":"2026-03-01T10:00:00+00:00","cue":[],"conditions":[],"parameters":[],"nation":null,"relayed_by":null,"endorsed":true,"continuity":false,"acknowledges_change":false,"reported_reversal":false,"syndicated_from":null,"corrected":null,"trail":[]}');
INSERT INTO public.statement VALUES (2, 0, '5f6353e214710722', '02d7ce0116fff74b', 'guild', NULL, 'ban', 1, 2, 'direct', 'asserted', '2026-02-28', '2026-02-28', 'day', '2026-03-01 10:00:00+00', '{"article":"a1","revision":"02d7ce0116fff74b","url":null,"outlet":"The Gazette","speaker":{"name":"Guild","stakeholder":"guild","person":null,"role":null,"in_office":true,"document":null,"why":""},"proposition":"ban","version":1,"stance":2,"confidence":0.9,"directness":"direct","modality":"asserted","content":[{"start":0,"end":9}],"text":"The guild","source":[{"start":4,"end":9}],"source_text":"guild","said_on":{"first":"2026-02-28","last":"2026-02-28"},"seen_at":"2026-03-01T10:00:00+00:00","cue":[],"conditions":[],"parameters":[],"nation":null,"relayed_by":null,"endorsed":true,"continuity":false,"acknowledges_change":false,"reported_reversal":false,"syndicated_from":null,"corrected":null,"trail":[{"step":"stance","decided":"supports","why":"a verb of support"}]}');
INSERT INTO public.statement VALUES (3, 0, '1bbc284746a986c3', '33dd1488f06a189f', 'guild', NULL, 'ban', 1, 0, 'direct', 'asserted', NULL, NULL, NULL, '2026-03-01 14:00:00+00', '{"article":"a1","revision":"33dd1488f06a189f","url":null,"outlet":"The Gazette","speaker":{"name":"Guild","stakeholder":"guild","person":null,"role":null,"in_office":true,"document":null,"why":""},"proposition":"ban","version":1,"stance":0,"confidence":0.9,"directness":"direct","modality":"asserted","content":[{"start":0,"end":9}],"text":"The guild","source":[{"start":4,"end":9}],"source_text":"guild","said_on":null,"seen_at":"2026-03-01T14:00:00+00:00","cue":[],"conditions":[],"parameters":[],"nation":null,"relayed_by":null,"endorsed":true,"continuity":false,"acknowledges_change":false,"reported_reversal":false,"syndicated_from":null,"corrected":null,"trail":[]}');
INSERT INTO public.syndication VALUES ('zebra', 'a1', 0.98, '2026-03-01 14:00:00+00');
ALTER TABLE ONLY public.admission
    ADD CONSTRAINT admission_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.article
    ADD CONSTRAINT article_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.article_version
    ADD CONSTRAINT article_version_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.body
    ADD CONSTRAINT body_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.change
    ADD CONSTRAINT change_pkey PRIMARY KEY (article, seen_at, before, after);
ALTER TABLE ONLY public.conclusion
    ADD CONSTRAINT conclusion_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.correction
    ADD CONSTRAINT correction_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.correction
    ADD CONSTRAINT correction_statement_kind_note_at_key UNIQUE (statement, kind, note, at);
ALTER TABLE ONLY public.digest
    ADD CONSTRAINT digest_path_until_as_of_sha256_key UNIQUE (path, until, as_of, sha256);
ALTER TABLE ONLY public.digest
    ADD CONSTRAINT digest_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.entry_key
    ADD CONSTRAINT entry_key_pkey PRIMARY KEY (source, key, article);
ALTER TABLE ONLY public.host_state
    ADD CONSTRAINT host_state_pkey PRIMARY KEY (origin);
ALTER TABLE ONLY public.pack
    ADD CONSTRAINT pack_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY public.page_check
    ADD CONSTRAINT page_check_pkey PRIMARY KEY (article);
ALTER TABLE ONLY public.quarantine
    ADD CONSTRAINT quarantine_pkey PRIMARY KEY (stage, thing);
ALTER TABLE ONLY public.reading_check
    ADD CONSTRAINT reading_check_pkey PRIMARY KEY (reading, reader, pack, article_version);
ALTER TABLE ONLY public.reading
    ADD CONSTRAINT reading_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.series
    ADD CONSTRAINT series_pkey PRIMARY KEY (stakeholder, proposition);
ALTER TABLE ONLY public.sighting
    ADD CONSTRAINT sighting_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.source_state
    ADD CONSTRAINT source_state_pkey PRIMARY KEY (source);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_pkey PRIMARY KEY (reading, place);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_reading_id_key UNIQUE (reading, id);
ALTER TABLE ONLY public.syndication
    ADD CONSTRAINT syndication_pkey PRIMARY KEY (copy);
CREATE INDEX admission_at ON public.admission USING btree (statement, judged_at);
CREATE UNIQUE INDEX admission_current ON public.admission USING btree (statement) WHERE (superseded_at IS NULL);
CREATE INDEX article_version_at ON public.article_version USING btree (article, seen_at);
CREATE UNIQUE INDEX article_version_current ON public.article_version USING btree (article) WHERE (superseded_at IS NULL);
CREATE INDEX conclusion_at ON public.conclusion USING btree (concluded_at);
CREATE UNIQUE INDEX conclusion_current ON public.conclusion USING btree (finding) WHERE (superseded_at IS NULL);
CREATE INDEX conclusion_of_finding ON public.conclusion USING btree (finding, concluded_at);
CREATE INDEX conclusion_of_series ON public.conclusion USING btree (stakeholder, proposition);
CREATE INDEX ix_body_fetched_at ON public.body USING btree (fetched_at);
CREATE INDEX ix_correction_statement ON public.correction USING btree (statement);
CREATE INDEX ix_page_check_next_at ON public.page_check USING btree (next_at);
CREATE INDEX ix_request_at ON public.request USING btree (at);
CREATE INDEX ix_revision_body ON public.revision USING btree (body);
CREATE INDEX ix_revision_seen_at ON public.revision USING btree (seen_at);
CREATE INDEX ix_run_started_at ON public.run USING btree (started_at);
CREATE INDEX ix_statement_id ON public.statement USING btree (id);
CREATE INDEX ix_statement_revision ON public.statement USING btree (revision);
CREATE INDEX ix_syndication_first ON public.syndication USING btree (first);
CREATE INDEX reading_at ON public.reading USING btree (revision, read_at);
CREATE UNIQUE INDEX reading_current ON public.reading USING btree (revision) WHERE (superseded_at IS NULL);
CREATE INDEX request_of_origin ON public.request USING btree (origin, at);
CREATE INDEX revision_of_article ON public.revision USING btree (article, seen_at, id);
CREATE INDEX series_pending ON public.series USING btree (stakeholder, proposition) WHERE (judged < touched);
CREATE INDEX sighting_at ON public.sighting USING btree (article, seen_at);
CREATE UNIQUE INDEX sighting_current ON public.sighting USING btree (article) WHERE (superseded_at IS NULL);
CREATE INDEX statement_of_series ON public.statement USING btree (stakeholder, proposition, said_first, id);
ALTER TABLE ONLY public.article_version
    ADD CONSTRAINT article_version_article_fkey FOREIGN KEY (article) REFERENCES public.article(id);
ALTER TABLE ONLY public.reading_check
    ADD CONSTRAINT reading_check_article_version_fkey FOREIGN KEY (article_version) REFERENCES public.article_version(seq);
ALTER TABLE ONLY public.reading_check
    ADD CONSTRAINT reading_check_reading_fkey FOREIGN KEY (reading) REFERENCES public.reading(seq);
ALTER TABLE ONLY public.reading
    ADD CONSTRAINT reading_revision_fkey FOREIGN KEY (revision) REFERENCES public.revision(id);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_article_fkey FOREIGN KEY (article) REFERENCES public.article(id);
ALTER TABLE ONLY public.sighting
    ADD CONSTRAINT sighting_article_fkey FOREIGN KEY (article) REFERENCES public.article(id);
ALTER TABLE ONLY public.sighting
    ADD CONSTRAINT sighting_digest_fkey FOREIGN KEY (digest) REFERENCES public.revision(id);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_reading_fkey FOREIGN KEY (reading) REFERENCES public.reading(seq);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_revision_fkey FOREIGN KEY (revision) REFERENCES public.revision(id);

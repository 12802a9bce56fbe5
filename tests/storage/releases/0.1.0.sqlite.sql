BEGIN TRANSACTION;
CREATE TABLE admission (
	seq INTEGER NOT NULL, 
	statement VARCHAR NOT NULL, 
	admitted BOOLEAN NOT NULL, 
	gate VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	judged_at VARCHAR(27) NOT NULL, 
	superseded_at VARCHAR(27), 
	digest VARCHAR NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "admission" VALUES(1,'5f6353e214710722',0,'dated','no date','2026-03-01T11:00:00.000000Z','2026-03-01T15:00:00.000000Z','0c0d7d3bf5c04fe2c43acfe4aac97922');
INSERT INTO "admission" VALUES(2,'5f6353e214710722',1,'','','2026-03-01T15:00:00.000000Z',NULL,'8779abd8e0534eafd7f1b7817516c8e9');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE article (
	id VARCHAR NOT NULL, 
	first_seen_at VARCHAR(27) NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "article" VALUES('a1','2026-03-01T10:00:00.000000Z');
INSERT INTO "article" VALUES('zebra','2026-03-01T10:00:00.000000Z');
INSERT INTO "article" VALUES('Écho','2026-03-01T10:00:00.000000Z');
CREATE TABLE article_version (
	seq INTEGER NOT NULL, 
	article VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	url VARCHAR, 
	title VARCHAR NOT NULL, 
	outlet VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	published_first DATE, 
	published_last DATE, 
	seen_at VARCHAR(27) NOT NULL, 
	superseded_at VARCHAR(27), 
	digest VARCHAR NOT NULL, 
	record VARCHAR NOT NULL, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "article_version" VALUES(1,'a1','gazette','https://gazette.example/a1','Guild sets out its view','The Gazette','news','2026-02-28','2026-02-28','2026-03-01T10:00:00.000000Z','2026-03-01T14:00:00.000000Z','adf532761363d7351e201e0eee83186e','{"id":"a1","source":"gazette","url":"https://gazette.example/a1","title":"Guild sets out its view","outlet":"The Gazette","kind":"news","published":{"when":{"first":"2026-02-28","last":"2026-02-28"},"basis":"feed","raw":null},"said":null,"updated":null,"author":null,"owner":null,"file":null}');
INSERT INTO "article_version" VALUES(2,'Écho','gazette','https://gazette.example/Écho','Guild sets out its view','The Gazette','news','2026-02-28','2026-02-28','2026-03-01T10:00:00.000000Z',NULL,'9bd1d5cd234dc60b7207eb7d15e652e5','{"id":"Écho","source":"gazette","url":"https://gazette.example/Écho","title":"Guild sets out its view","outlet":"The Gazette","kind":"news","published":{"when":{"first":"2026-02-28","last":"2026-02-28"},"basis":"feed","raw":null},"said":null,"updated":null,"author":null,"owner":null,"file":null}');
INSERT INTO "article_version" VALUES(3,'zebra','gazette','https://gazette.example/zebra','Guild sets out its view','The Gazette','news','2026-02-28','2026-02-28','2026-03-01T10:00:00.000000Z',NULL,'b0702e99556a5b97c08398bbf32feed5','{"id":"zebra","source":"gazette","url":"https://gazette.example/zebra","title":"Guild sets out its view","outlet":"The Gazette","kind":"news","published":{"when":{"first":"2026-02-28","last":"2026-02-28"},"basis":"feed","raw":null},"said":null,"updated":null,"author":null,"owner":null,"file":null}');
INSERT INTO "article_version" VALUES(4,'a1','gazette','https://gazette.example/a1','Guild softens its view','The Gazette','news','2026-02-28','2026-02-28','2026-03-01T14:00:00.000000Z',NULL,'3a46e0cda6d48b783fb189cb886072da','{"id":"a1","source":"gazette","url":"https://gazette.example/a1","title":"Guild softens its view","outlet":"The Gazette","kind":"news","published":{"when":{"first":"2026-02-28","last":"2026-02-28"},"basis":"feed","raw":null},"said":null,"updated":null,"author":null,"owner":null,"file":null}');
CREATE TABLE body (
	hash VARCHAR NOT NULL, 
	url VARCHAR NOT NULL, 
	content_type VARCHAR NOT NULL, 
	etag VARCHAR, 
	modified VARCHAR, 
	size INTEGER NOT NULL, 
	fetched_at VARCHAR(27) NOT NULL, 
	content BLOB, 
	PRIMARY KEY (hash)
);
INSERT INTO "body" VALUES('f0064db87609e207241f14c56b422b40aeed1055fb52acb735d7cfcadef87ebd','https://gazette.example/a1','text/html',NULL,NULL,31,'2026-03-01T10:00:00.000000Z',X'28B52FFD201FF900003C703E546865206775696C64206261636B73207468652062616E2E3C2F703E');
CREATE TABLE change (
	article VARCHAR NOT NULL, 
	seen_at VARCHAR(27) NOT NULL, 
	"before" VARCHAR NOT NULL, 
	"after" VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	stealth BOOLEAN NOT NULL, 
	record VARCHAR NOT NULL, 
	PRIMARY KEY (article, seen_at, "before", "after")
);
INSERT INTO "change" VALUES('a1','2026-03-01T14:00:00.000000Z','02d7ce0116fff74b','33dd1488f06a189f','wording',1,'{"article":"a1","before":"02d7ce0116fff74b","after":"33dd1488f06a189f","kinds":["wording"],"edits":[{"kind":"wording","before":[10,15],"after":[10,18],"removed":"backs","inserted":"may back"}],"stealth":true,"touched_only":false,"look":"recheck","note":""}');
CREATE TABLE conclusion (
	seq INTEGER NOT NULL, 
	finding VARCHAR NOT NULL, 
	stakeholder VARCHAR NOT NULL, 
	proposition VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	change VARCHAR NOT NULL, 
	held BOOLEAN NOT NULL, 
	concluded_at VARCHAR(27) NOT NULL, 
	superseded_at VARCHAR(27), 
	digest VARCHAR NOT NULL, 
	record VARCHAR NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "conclusion" VALUES(1,'f1','guild','ban','reversal','provisional','new',1,'2026-03-01T12:00:00.000000Z','2026-03-01T15:00:00.000000Z','8bd719477bd50a1bc25703f3744a6f30','{"finding":{"id":"f1","kind":"reversal","status":"provisional","stakeholder":"guild","proposition":"ban","version":1,"before":-2,"after":2,"said_on":{"first":"2026-02-28","last":"2026-02-28"},"confidence":0.875,"evidence":[{"statement":{"article":"a1","revision":"02d7ce0116fff74b","url":null,"outlet":"The Gazette","speaker":{"name":"Guild","stakeholder":"guild","person":null,"role":null,"in_office":true,"document":null,"why":""},"proposition":"ban","version":1,"stance":2,"confidence":0.9,"directness":"direct","modality":"asserted","content":[{"start":0,"end":9}],"text":"The guild","source":[{"start":4,"end":9}],"source_text":"guild","said_on":{"first":"2026-02-28","last":"2026-02-28"},"seen_at":"2026-03-01T10:00:00+00:00","cue":[],"conditions":[],"parameters":[],"nation":null,"relayed_by":null,"endorsed":true,"continuity":false,"acknowledges_change":false,"reported_reversal":false,"syndicated_from":null,"corrected":null,"trail":[{"step":"stance","decided":"supports","why":"a verb of support"}]},"role":"after"}],"wording":"The guild has moved.","notes":[],"related":[],"why":[]},"change":"new","concluded_at":"2026-03-01T12:00:00+00:00","reason":""}');
INSERT INTO "conclusion" VALUES(2,'f1','guild','ban','reversal','confirmed','amended',1,'2026-03-01T15:00:00.000000Z',NULL,'75645ab0ae4d6b3dc994af095c9e0693','{"finding":{"id":"f1","kind":"reversal","status":"confirmed","stakeholder":"guild","proposition":"ban","version":1,"before":-2,"after":2,"said_on":{"first":"2026-02-28","last":"2026-02-28"},"confidence":0.875,"evidence":[{"statement":{"article":"a1","revision":"02d7ce0116fff74b","url":null,"outlet":"The Gazette","speaker":{"name":"Guild","stakeholder":"guild","person":null,"role":null,"in_office":true,"document":null,"why":""},"proposition":"ban","version":1,"stance":2,"confidence":0.9,"directness":"direct","modality":"asserted","content":[{"start":0,"end":9}],"text":"The guild","source":[{"start":4,"end":9}],"source_text":"guild","said_on":{"first":"2026-02-28","last":"2026-02-28"},"seen_at":"2026-03-01T10:00:00+00:00","cue":[],"conditions":[],"parameters":[],"nation":null,"relayed_by":null,"endorsed":true,"continuity":false,"acknowledges_change":false,"reported_reversal":false,"syndicated_from":null,"corrected":null,"trail":[{"step":"stance","decided":"supports","why":"a verb of support"}]},"role":"after"}],"wording":"The guild has moved.","notes":[],"related":[],"why":[]},"change":"amended","concluded_at":"2026-03-01T15:00:00+00:00","reason":"read again"}');
INSERT INTO "conclusion" VALUES(3,'f2','guild','cap','reversal','confirmed','new',1,'2026-03-01T15:00:00.000000Z','2026-03-01T16:00:00.000000Z','b3cf162e520f75a0fcc885fd3aa5b469','{"finding":{"id":"f2","kind":"reversal","status":"confirmed","stakeholder":"guild","proposition":"cap","version":1,"before":-2,"after":2,"said_on":{"first":"2026-02-28","last":"2026-02-28"},"confidence":0.875,"evidence":[{"statement":{"article":"a1","revision":"02d7ce0116fff74b","url":null,"outlet":"The Gazette","speaker":{"name":"Guild","stakeholder":"guild","person":null,"role":null,"in_office":true,"document":null,"why":""},"proposition":"ban","version":1,"stance":2,"confidence":0.9,"directness":"direct","modality":"asserted","content":[{"start":0,"end":9}],"text":"The guild","source":[{"start":4,"end":9}],"source_text":"guild","said_on":{"first":"2026-02-28","last":"2026-02-28"},"seen_at":"2026-03-01T10:00:00+00:00","cue":[],"conditions":[],"parameters":[],"nation":null,"relayed_by":null,"endorsed":true,"continuity":false,"acknowledges_change":false,"reported_reversal":false,"syndicated_from":null,"corrected":null,"trail":[{"step":"stance","decided":"supports","why":"a verb of support"}]},"role":"after"}],"wording":"The guild has moved.","notes":[],"related":[],"why":[]},"change":"new","concluded_at":"2026-03-01T15:00:00+00:00","reason":""}');
INSERT INTO "conclusion" VALUES(4,'f2','guild','cap','reversal','confirmed','retracted',0,'2026-03-01T16:00:00.000000Z',NULL,'','{"finding":{"id":"f2","kind":"reversal","status":"confirmed","stakeholder":"guild","proposition":"cap","version":1,"before":-2,"after":2,"said_on":{"first":"2026-02-28","last":"2026-02-28"},"confidence":0.875,"evidence":[{"statement":{"article":"a1","revision":"02d7ce0116fff74b","url":null,"outlet":"The Gazette","speaker":{"name":"Guild","stakeholder":"guild","person":null,"role":null,"in_office":true,"document":null,"why":""},"proposition":"ban","version":1,"stance":2,"confidence":0.9,"directness":"direct","modality":"asserted","content":[{"start":0,"end":9}],"text":"The guild","source":[{"start":4,"end":9}],"source_text":"guild","said_on":{"first":"2026-02-28","last":"2026-02-28"},"seen_at":"2026-03-01T10:00:00+00:00","cue":[],"conditions":[],"parameters":[],"nation":null,"relayed_by":null,"endorsed":true,"continuity":false,"acknowledges_change":false,"reported_reversal":false,"syndicated_from":null,"corrected":null,"trail":[{"step":"stance","decided":"supports","why":"a verb of support"}]},"role":"after"}],"wording":"The guild has moved.","notes":[],"related":[],"why":[]},"change":"retracted","concluded_at":"2026-03-01T16:00:00+00:00","reason":"withdrawn"}');
CREATE TABLE correction (
	seq INTEGER NOT NULL, 
	statement VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	at VARCHAR(27) NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (statement, kind, note, at)
);
INSERT INTO "correction" VALUES(1,'5f6353e214710722','note','checked against the print edition','2026-03-01T16:00:00.000000Z');
CREATE TABLE digest (
	seq INTEGER NOT NULL, 
	path VARCHAR NOT NULL, 
	since VARCHAR(27), 
	until VARCHAR(27) NOT NULL, 
	as_of VARCHAR(27) NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (path, until, as_of, sha256)
);
INSERT INTO "digest" VALUES(1,'digests/1.html',NULL,'2026-03-01T15:00:00.000000Z','2026-03-01T15:00:00.000000Z','abababababababababababababababababababababababababababababababab');
CREATE TABLE entry_key (
	source VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	article VARCHAR NOT NULL, 
	PRIMARY KEY (source, "key", article)
);
INSERT INTO "entry_key" VALUES('gazette','guid:1','a1');
CREATE TABLE host_state (
	origin VARCHAR NOT NULL, 
	next_at VARCHAR(27), 
	record VARCHAR NOT NULL, 
	PRIMARY KEY (origin)
);
INSERT INTO "host_state" VALUES('https://gazette.example','2026-03-01T11:00:00.000000Z','{"origin":"https://gazette.example","next_at":"2026-03-01T11:00:00+00:00","rule":"","robots_at":null,"robots_status":null,"robots":"User-agent: *"}');
CREATE TABLE pack (
	digest VARCHAR NOT NULL, 
	record BLOB NOT NULL, 
	PRIMARY KEY (digest)
);
INSERT INTO "pack" VALUES('pack 1',X'28B52FFD201BD900007B22746F706963732E79616D6C223A222D2069643A2062616E227D');
CREATE TABLE page_check (
	article VARCHAR NOT NULL, 
	next_at VARCHAR(27), 
	record VARCHAR NOT NULL, 
	PRIMARY KEY (article)
);
INSERT INTO "page_check" VALUES('a1','2026-03-01T17:00:00.000000Z','{"article":"a1","url":"https://gazette.example/a1","first_seen":"2026-03-01T10:00:00+00:00","checked_at":null,"next_at":"2026-03-01T17:00:00+00:00","rung":0,"rule":"","etag":null,"modified":null,"body":null,"page_updated":null,"status":null,"failures":0,"withdrawn_at":null}');
CREATE TABLE quarantine (
	stage VARCHAR NOT NULL, 
	thing VARCHAR NOT NULL, 
	message VARCHAR NOT NULL, 
	transient BOOLEAN NOT NULL, 
	first_at VARCHAR(27) NOT NULL, 
	last_at VARCHAR(27) NOT NULL, 
	times INTEGER NOT NULL, 
	PRIMARY KEY (stage, thing)
);
INSERT INTO "quarantine" VALUES('fetch','herald','The host did not answer.',1,'2026-03-01T10:00:00.000000Z','2026-03-01T10:00:00.000000Z',1);
CREATE TABLE reading (
	seq INTEGER NOT NULL, 
	revision VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	pack VARCHAR NOT NULL, 
	read_at VARCHAR(27) NOT NULL, 
	superseded_at VARCHAR(27), 
	digest VARCHAR NOT NULL, 
	unknown_speakers VARCHAR NOT NULL, 
	attributions BLOB NOT NULL, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(revision) REFERENCES revision (id)
);
INSERT INTO "reading" VALUES(1,'02d7ce0116fff74b','reader 1','pack 1','2026-03-01T11:00:00.000000Z','2026-03-01T15:00:00.000000Z','2577a9ae7d8d93535f4937314e5bf727','["A passer-by"]',X'28B52FFD20FD15050032091D1C608B73B36E982C8E723BB4D149A22D8220DE7DDD58C76EA44110D8054BC41ED7DC49B8EF60DC71D02B0EB432A359B0AF6F62BAB6F85A22429DD3F340A9AC7730B9597FE2B9394E0A0180E45963CCBEA88A69E5F79EBBAE8D090283CD6F3A2549A0E5B444056596774294577195BF1472CF0D4311005550852C6E3384A8195B78D77093064BC8AC11FD104F5727806D2013455D09EA225004FBF3AE833207');
INSERT INTO "reading" VALUES(2,'02d7ce0116fff74b','reader 2','pack 1','2026-03-01T15:00:00.000000Z',NULL,'37ad4df62856c2f436a11fa132ad4d86','["A passer-by"]',X'28B52FFD20FD15050032091D1C608B73B36E982C8E723BB4D149A22D8220DE7DDD58C76EA44110D8054BC41ED7DC49B8EF60DC71D02B0EB432A359B0AF6F62BAB6F85A22429DD3F340A9AC7730B9597FE2B9394E0A0180E45963CCBEA88A69E5F79EBBAE8D090283CD6F3A2549A0E5B444056596774294577195BF1472CF0D4311005550852C6E3384A8195B78D77093064BC8AC11FD104F5727806D2013455D09EA225004FBF3AE833207');
INSERT INTO "reading" VALUES(3,'33dd1488f06a189f','reader 2','pack 1','2026-03-01T15:00:00.000000Z',NULL,'c2a2c535ceef11118b745f1f23424c5d','["A passer-by"]',X'28B52FFD20FD15050032091D1C608B73B36E982C8E723BB4D149A22D8220DE7DDD58C76EA44110D8054BC41ED7DC49B8EF60DC71D02B0EB432A359B0AF6F62BAB6F85A22429DD3F340A9AC7730B9597FE2B9394E0A0180E45963CCBEA88A69E5F79EBBAE8D090283CD6F3A2549A0E5B444056596774294577195BF1472CF0D4311005550852C6E3384A8195B78D77093064BC8AC11FD104F5727806D2013455D09EA225004FBF3AE833207');
CREATE TABLE reading_check (
	reading INTEGER NOT NULL, 
	reader VARCHAR NOT NULL, 
	pack VARCHAR NOT NULL, 
	article_version INTEGER NOT NULL, 
	checked_at VARCHAR(27) NOT NULL, 
	PRIMARY KEY (reading, reader, pack, article_version), 
	FOREIGN KEY(article_version) REFERENCES article_version (seq), 
	FOREIGN KEY(reading) REFERENCES reading (seq)
);
INSERT INTO "reading_check" VALUES(1,'reader 1','pack 1',4,'2026-03-01T11:00:00.000000Z');
INSERT INTO "reading_check" VALUES(2,'reader 2','pack 1',4,'2026-03-01T15:00:00.000000Z');
INSERT INTO "reading_check" VALUES(3,'reader 2','pack 1',4,'2026-03-01T15:00:00.000000Z');
CREATE TABLE request (
	seq INTEGER NOT NULL, 
	at VARCHAR(27) NOT NULL, 
	origin VARCHAR NOT NULL, 
	source VARCHAR, 
	purpose VARCHAR NOT NULL, 
	status INTEGER, 
	digest VARCHAR NOT NULL, 
	record VARCHAR NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "request" VALUES(1,'2026-03-01T10:00:00.000000Z','https://gazette.example','gazette','feed',200,'e04ff779b5f374f214044e8a73c776d3','{"at":"2026-03-01T10:00:00+00:00","origin":"https://gazette.example","url":"https://gazette.example/feed","purpose":"feed","source":"gazette","conditional":false,"status":200,"size":9,"seconds":0.1,"next_at":null,"rule":"","note":""}');
INSERT INTO "request" VALUES(2,'2026-03-01T11:00:00.000000Z','https://gazette.example',NULL,'feed',NULL,'7402e1cb6a2a7d272fc8766d88ed3a67','{"at":"2026-03-01T11:00:00+00:00","origin":"https://gazette.example","url":"https://gazette.example/feed","purpose":"feed","source":null,"conditional":false,"status":null,"size":9,"seconds":0.1,"next_at":null,"rule":"","note":""}');
CREATE TABLE revision (
	id VARCHAR NOT NULL, 
	article VARCHAR NOT NULL, 
	seen_at VARCHAR(27) NOT NULL, 
	look VARCHAR NOT NULL, 
	extractor VARCHAR NOT NULL, 
	body VARCHAR, 
	text BLOB NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "revision" VALUES('02d7ce0116fff74b','a1','2026-03-01T10:00:00.000000Z','feed','extractor 1','f0064db87609e207241f14c56b422b40aeed1055fb52acb735d7cfcadef87ebd',X'28B52FFD2018C10000546865206775696C64206261636B73207468652062616E2E');
INSERT INTO "revision" VALUES('33dd1488f06a189f','a1','2026-03-01T14:00:00.000000Z','feed','extractor 1',NULL,X'28B52FFD201BD90000546865206775696C64206D6179206261636B207468652062616E2E');
INSERT INTO "revision" VALUES('89694ee9f71288f4','Écho','2026-03-01T11:00:00.000000Z','feed','extractor 1',NULL,X'28B52FFD201FF90000E2809C4E65766572E2809D2C206469742D656C6C6520E2809420F09F98802E');
CREATE TABLE run (
	seq INTEGER NOT NULL, 
	flow VARCHAR NOT NULL, 
	started_at VARCHAR(27) NOT NULL, 
	digest VARCHAR NOT NULL, 
	record VARCHAR NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "run" VALUES(1,'ingest','2026-03-01T10:00:00.000000Z','61f90c0087fbbe75ce49a022a522cdef','{"flow":"ingest","started_at":"2026-03-01T10:00:00+00:00","counts":[["articles",3]],"failures":[{"stage":"fetch","thing":"herald","message":"The host did not answer.","transient":true}],"digest":"digests/1.html"}');
CREATE TABLE series (
	stakeholder VARCHAR NOT NULL, 
	proposition VARCHAR NOT NULL, 
	touched INTEGER NOT NULL, 
	judged INTEGER NOT NULL, 
	PRIMARY KEY (stakeholder, proposition)
);
INSERT INTO "series" VALUES('guild','ban',3,2);
CREATE TABLE sighting (
	seq INTEGER NOT NULL, 
	article VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	seen_at VARCHAR(27) NOT NULL, 
	superseded_at VARCHAR(27), 
	look VARCHAR NOT NULL, 
	body VARCHAR, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(article) REFERENCES article (id), 
	FOREIGN KEY(digest) REFERENCES revision (id)
);
INSERT INTO "sighting" VALUES(1,'a1','02d7ce0116fff74b','2026-03-01T10:00:00.000000Z','2026-03-01T14:00:00.000000Z','feed','f0064db87609e207241f14c56b422b40aeed1055fb52acb735d7cfcadef87ebd');
INSERT INTO "sighting" VALUES(2,'a1','33dd1488f06a189f','2026-03-01T14:00:00.000000Z',NULL,'feed',NULL);
INSERT INTO "sighting" VALUES(3,'Écho','89694ee9f71288f4','2026-03-01T11:00:00.000000Z',NULL,'feed',NULL);
CREATE TABLE source_state (
	source VARCHAR NOT NULL, 
	standing VARCHAR NOT NULL, 
	next_at VARCHAR(27), 
	record VARCHAR NOT NULL, 
	PRIMARY KEY (source)
);
INSERT INTO "source_state" VALUES('gazette','live','2026-03-01T11:00:00.000000Z','{"source":"gazette","url":null,"standing":"live","asked_at":"2026-03-01T10:00:00+00:00","unconditional_at":null,"answered_at":null,"changed_at":null,"next_at":"2026-03-01T11:00:00+00:00","rule":"","etag":"W/\"1\"","modified":null,"body":null,"failures":0,"failing_since":null,"interval":3600,"rhythm":604800,"ttl":0,"skip_hours":[],"skip_days":[],"note":""}');
CREATE TABLE statement (
	reading INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	revision VARCHAR NOT NULL, 
	stakeholder VARCHAR NOT NULL, 
	person VARCHAR, 
	proposition VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	stance INTEGER NOT NULL, 
	directness VARCHAR NOT NULL, 
	modality VARCHAR NOT NULL, 
	said_first DATE, 
	said_last DATE, 
	said_precision VARCHAR, 
	seen_at VARCHAR(27) NOT NULL, 
	record VARCHAR NOT NULL, 
	PRIMARY KEY (reading, place), 
	FOREIGN KEY(reading) REFERENCES reading (seq), 
	FOREIGN KEY(revision) REFERENCES revision (id), 
	UNIQUE (reading, id)
);
INSERT INTO "statement" VALUES(1,0,'850c88c836596ba2','02d7ce0116fff74b','guild',NULL,'ban',1,2,'direct','asserted','2026-02-01','2026-02-28','month','2026-03-01T10:00:00.000000Z','{"article":"a1","revision":"02d7ce0116fff74b","url":null,"outlet":"The Gazette","speaker":{"name":"Guild","stakeholder":"guild","person":null,"role":null,"in_office":true,"document":null,"why":""},"proposition":"ban","version":1,"stance":2,"confidence":0.9,"directness":"direct","modality":"asserted","content":[{"start":0,"end":9}],"text":"The guild","source":[{"start":4,"end":9}],"source_text":"guild","said_on":{"first":"2026-02-01","last":"2026-02-28"},"seen_at":"2026-03-01T10:00:00+00:00","cue":[],"conditions":[],"parameters":[],"nation":null,"relayed_by":null,"endorsed":true,"continuity":false,"acknowledges_change":false,"reported_reversal":false,"syndicated_from":null,"corrected":null,"trail":[]}');
INSERT INTO "statement" VALUES(2,0,'5f6353e214710722','02d7ce0116fff74b','guild',NULL,'ban',1,2,'direct','asserted','2026-02-28','2026-02-28','day','2026-03-01T10:00:00.000000Z','{"article":"a1","revision":"02d7ce0116fff74b","url":null,"outlet":"The Gazette","speaker":{"name":"Guild","stakeholder":"guild","person":null,"role":null,"in_office":true,"document":null,"why":""},"proposition":"ban","version":1,"stance":2,"confidence":0.9,"directness":"direct","modality":"asserted","content":[{"start":0,"end":9}],"text":"The guild","source":[{"start":4,"end":9}],"source_text":"guild","said_on":{"first":"2026-02-28","last":"2026-02-28"},"seen_at":"2026-03-01T10:00:00+00:00","cue":[],"conditions":[],"parameters":[],"nation":null,"relayed_by":null,"endorsed":true,"continuity":false,"acknowledges_change":false,"reported_reversal":false,"syndicated_from":null,"corrected":null,"trail":[{"step":"stance","decided":"supports","why":"a verb of support"}]}');
INSERT INTO "statement" VALUES(3,0,'1bbc284746a986c3','33dd1488f06a189f','guild',NULL,'ban',1,0,'direct','asserted',NULL,NULL,NULL,'2026-03-01T14:00:00.000000Z','{"article":"a1","revision":"33dd1488f06a189f","url":null,"outlet":"The Gazette","speaker":{"name":"Guild","stakeholder":"guild","person":null,"role":null,"in_office":true,"document":null,"why":""},"proposition":"ban","version":1,"stance":0,"confidence":0.9,"directness":"direct","modality":"asserted","content":[{"start":0,"end":9}],"text":"The guild","source":[{"start":4,"end":9}],"source_text":"guild","said_on":null,"seen_at":"2026-03-01T14:00:00+00:00","cue":[],"conditions":[],"parameters":[],"nation":null,"relayed_by":null,"endorsed":true,"continuity":false,"acknowledges_change":false,"reported_reversal":false,"syndicated_from":null,"corrected":null,"trail":[]}');
CREATE TABLE syndication (
	copy VARCHAR NOT NULL, 
	first VARCHAR NOT NULL, 
	similarity FLOAT NOT NULL, 
	noted_at VARCHAR(27) NOT NULL, 
	PRIMARY KEY (copy)
);
INSERT INTO "syndication" VALUES('zebra','a1',0.98,'2026-03-01T14:00:00.000000Z');
CREATE INDEX admission_at ON admission (statement, judged_at);
CREATE UNIQUE INDEX admission_current ON admission (statement) WHERE superseded_at IS NULL;
CREATE INDEX ix_body_fetched_at ON body (fetched_at);
CREATE INDEX conclusion_at ON conclusion (concluded_at);
CREATE UNIQUE INDEX conclusion_current ON conclusion (finding) WHERE superseded_at IS NULL;
CREATE INDEX conclusion_of_finding ON conclusion (finding, concluded_at);
CREATE INDEX conclusion_of_series ON conclusion (stakeholder, proposition);
CREATE INDEX ix_correction_statement ON correction (statement);
CREATE INDEX ix_page_check_next_at ON page_check (next_at);
CREATE INDEX ix_request_at ON request (at);
CREATE INDEX request_of_origin ON request (origin, at);
CREATE INDEX ix_run_started_at ON run (started_at);
CREATE INDEX series_pending ON series (stakeholder, proposition) WHERE judged < touched;
CREATE INDEX ix_syndication_first ON syndication (first);
CREATE INDEX article_version_at ON article_version (article, seen_at);
CREATE UNIQUE INDEX article_version_current ON article_version (article) WHERE superseded_at IS NULL;
CREATE INDEX ix_revision_body ON revision (body);
CREATE INDEX ix_revision_seen_at ON revision (seen_at);
CREATE INDEX revision_of_article ON revision (article, seen_at, id);
CREATE INDEX reading_at ON reading (revision, read_at);
CREATE UNIQUE INDEX reading_current ON reading (revision) WHERE superseded_at IS NULL;
CREATE INDEX sighting_at ON sighting (article, seen_at);
CREATE UNIQUE INDEX sighting_current ON sighting (article) WHERE superseded_at IS NULL;
CREATE INDEX ix_statement_id ON statement (id);
CREATE INDEX ix_statement_revision ON statement (revision);
CREATE INDEX statement_of_series ON statement (stakeholder, proposition, said_first, id);
COMMIT;
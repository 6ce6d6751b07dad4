"""The statement behind the page of a need: one row for each thing that stands on it."""

from tussenruimte.members.reads.called import called_in_sql

SEALED = ("s1", "s2", "s3", "s4", "s5", "s6")
COLUMNS = (
    *("kind", "code", "code2", "sort", "state", "at", "at2", "day", "n", "flag"),
    *("who", "who_code", "who_phone", "whom", "whom_code"),
    *("way", *SEALED, "owner", "wrapped", "master"),
)

PAGE = """
WITH mine AS (SELECT p.code AS owner, k.wrapped, k.master FROM members_person p
              LEFT JOIN members_personkey k ON k.person_id = p.actor_id WHERE p.actor_id = %(person)s)
SELECT 'promise' AS kind, p.code, m.kind AS code2, p.purpose AS sort, p.state, CAST(p.made_at AS TEXT) AS at,
       CAST(p.done_at AS TEXT) AS at2, CAST(p.due AS TEXT) AS day, p.times_moved AS n,
       CASE WHEN p.look_again_since IS NULL THEN 0 ELSE 1 END AS flag,
       {m} AS who, m.code AS who_code, m.phone AS who_phone, {r} AS whom, r.code AS whom_code,
       '' AS way, p.text AS s1, p.outcome AS s2, NULL AS s3, NULL AS s4, NULL AS s5, NULL AS s6, mine.owner, mine.wrapped, mine.master
  FROM promises_promise p JOIN members_actor m ON m.id = p.maker_id
  JOIN members_actor r ON r.id = p.receiver_id CROSS JOIN mine WHERE p.matter_id = %(matter)s
UNION ALL
SELECT 'conversation', c.code, h.kind, c.sort, c.stage, CAST(c.asked_at AS TEXT), CAST(c.planned_at AS TEXT),
       CAST(c.held_on AS TEXT),
       CASE WHEN c.noted_by_id = %(person)s THEN 3 WHEN theirs.agreed IS NULL THEN 0 WHEN theirs.agreed THEN 1 ELSE 2 END,
       CASE WHEN c.was_person_there THEN 1 WHEN c.was_person_there IS NULL THEN NULL ELSE 0 END,
       {h}, h.code, h.phone, COALESCE({w}, ''), COALESCE(w.code, ''), c.way, c.said, c.goes_well, c.about, c.place, c.why_without, c.why_not_held,
       mine.owner, mine.wrapped, mine.master
  FROM conversations_conversation c JOIN members_actor h ON h.id = c.host_id CROSS JOIN mine
  LEFT JOIN members_actor w ON w.id = c.noted_by_id
  LEFT JOIN conversations_attendance theirs ON theirs.conversation_id = c.id AND theirs.actor_id = %(person)s
 WHERE c.matter_id = %(matter)s
UNION ALL
SELECT 'words', w.code, '', '', '', CAST(w.at AS TEXT), NULL, NULL, 0, 0, {a}, a.code, '', '', '',
       '', w.words, NULL, NULL, NULL, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM relations_addedwords w JOIN members_actor a ON a.id = w.by_id CROSS JOIN mine WHERE w.need_id = %(matter)s
UNION ALL
SELECT 'joined', n.code, '', '', '', CAST(n.told_at AS TEXT), NULL, NULL, 0, 0, {a}, a.code, '', '', '',
       '', n.words, n.urgency, NULL, NULL, NULL, NULL, a.code, k.wrapped, k.master
  FROM relations_need n JOIN members_actor a ON a.id = n.person_id
  LEFT JOIN members_personkey k ON k.person_id = n.person_id WHERE n.joined_to_id = %(matter)s
UNION ALL
SELECT 'joined-words', w.code, '', '', '', CAST(w.at AS TEXT), NULL, NULL, 0, 0, {a}, a.code, '', '', '',
       '', w.words, NULL, NULL, NULL, NULL, NULL, p.code, k.wrapped, k.master
  FROM relations_addedwords w JOIN relations_need n ON n.matter_id = w.need_id
  JOIN members_actor a ON a.id = w.by_id JOIN members_actor p ON p.id = n.person_id
  LEFT JOIN members_personkey k ON k.person_id = n.person_id WHERE n.joined_to_id = %(matter)s
UNION ALL
SELECT 'relation', r.code, '', r.part, '', CAST(r.asked_at AS TEXT), NULL, CAST(r.until AS TEXT),
       CASE WHEN r.person_yes_at IS NULL THEN 0 ELSE 1 END, CASE WHEN r.other_yes_at IS NULL THEN 0 ELSE 1 END,
       {a}, a.code, a.phone, '', '', CASE WHEN o.user_id IS NULL THEN '' ELSE 'log-in' END, r.goal, r.scope, NULL, NULL, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM relations_relation r JOIN members_actor a ON a.id = r.other_id
  JOIN members_person o ON o.actor_id = r.other_id CROSS JOIN mine WHERE r.need_id = %(matter)s
UNION ALL
SELECT 'done-for', '', d.about, d.what, r.part, CAST(d.at AS TEXT), NULL, NULL, 0, 0, {a}, a.code, '', '', '',
       '', NULL, NULL, NULL, NULL, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM relations_donefor d JOIN relations_relation r ON r.id = d.relation_id
  JOIN members_actor a ON a.id = r.other_id CROSS JOIN mine WHERE d.need_id = %(matter)s
UNION ALL
SELECT 'remark', m.code, m.beside, m.sort, '', CAST(m.made_at AS TEXT), CAST(m.answered_at AS TEXT), NULL, 0, 0,
       {a}, a.code, '', COALESCE({w}, ''), COALESCE(w.code, ''), '', m.quote, m.words, m.answer, NULL, NULL, NULL, p.code, k.wrapped, k.master
  FROM matters_remark m JOIN members_actor a ON a.id = m.by_id JOIN members_actor p ON p.id = m.person_id
  LEFT JOIN members_personkey k ON k.person_id = m.person_id
  LEFT JOIN members_actor w ON w.id = m.answered_by_id
 WHERE m.matter_id IN (SELECT %(matter)s UNION ALL
                       SELECT j.matter_id FROM relations_need j WHERE j.joined_to_id = %(matter)s)
UNION ALL
SELECT 'offer', o.code, '', '', '', CAST(o.asked_at AS TEXT), NULL, CAST(o.told_on AS TEXT),
       CASE WHEN o.person_yes_at IS NULL THEN 0 ELSE 1 END, CASE WHEN o.taker_yes_at IS NULL THEN 0 ELSE 1 END,
       {t}, t.code, t.phone, {g}, g.code, '', o.why, o.told_how, NULL, NULL, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM relations_needhandover o JOIN members_actor t ON t.id = o.taker_id
  JOIN members_actor g ON g.id = o.giver_id CROSS JOIN mine
 WHERE o.need_id = %(matter)s AND o.done_at IS NULL AND o.ended_at IS NULL
UNION ALL
SELECT 'may-read', q.code, t.kind, '', '', CAST(q.asked_at AS TEXT), NULL, CAST(q.until AS TEXT), 0, 0,
       {t}, t.code, '', {b}, b.code, '', q.purpose, NULL, NULL, NULL, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM matters_permissionasked q JOIN members_actor t ON t.id = q.to_id
  JOIN members_actor b ON b.id = q.asked_by_id CROSS JOIN mine
 WHERE q.matter_id = %(matter)s AND q.answered_at IS NULL
UNION ALL
SELECT 'permitted', p.code, t.kind, '', '', CAST(p.given_at AS TEXT), NULL, CAST(p.until AS TEXT), 0, 0,
       {t}, t.code, '', COALESCE({b}, ''), COALESCE(b.code, ''), COALESCE(q.code, ''), p.purpose, NULL, NULL, NULL, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM matters_permission p JOIN members_actor t ON t.id = p.to_id CROSS JOIN mine
  LEFT JOIN matters_permissionasked q ON q.permission_id = p.id
  LEFT JOIN members_actor b ON b.id = q.asked_by_id
 WHERE p.matter_id = %(matter)s AND p.withdrawn_at IS NULL AND (p.until IS NULL OR p.until >= %(today)s)
UNION ALL
SELECT 'stop', i.code, u.code, i.told_to, i.done, CAST(i.at AS TEXT), NULL, CAST(i.ends_on AS TEXT),
       CASE WHEN i.told_on IS NULL THEN 0 ELSE 1 END, CASE WHEN i.lifted_on IS NULL THEN 0 ELSE 1 END,
       {a}, a.code, v.told_to, v.title, '', v.steps, NULL, NULL, NULL, NULL, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM matters_invocation i JOIN matters_stopruleversion v ON v.id = i.version_id
  JOIN matters_stoprule u ON u.id = v.rule_id JOIN members_actor a ON a.id = i.by_id CROSS JOIN mine
 WHERE i.matter_id = %(matter)s
UNION ALL
SELECT 'law', l.code, COALESCE(p.code, ''), l.law, CAST(l.reported_on AS TEXT), CAST(l.started_at AS TEXT), NULL, CAST(l.last_day AS TEXT),
       0, CASE WHEN l.stopped_on IS NULL THEN 0 ELSE 1 END, COALESCE({s}, ''), COALESCE(s.code, ''), '', '', '',
       '', NULL, NULL, NULL, NULL, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM relations_legalclock l LEFT JOIN members_actor s ON s.id = l.seat_id
  LEFT JOIN promises_promise p ON p.id = l.promise_id CROSS JOIN mine WHERE l.need_id = %(matter)s
UNION ALL
SELECT 'bounce', x.code, '', '', '', CAST(x.at AS TEXT), NULL, CAST(x."on" AS TEXT), 0, 0, {b}, b.code, '', '', '',
       '', x.sender, x.sent_to, NULL, NULL, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM relations_bounce x JOIN members_actor b ON b.id = x.noted_by_id CROSS JOIN mine WHERE x.need_id = %(matter)s
UNION ALL
SELECT 'loss', '', '', l.basis, '', CAST(l.at AS TEXT), NULL, CAST(l."on" AS TEXT), 0, 0, '', '', '', '', '',
       '', NULL, NULL, NULL, NULL, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM relations_loss l CROSS JOIN mine WHERE l.need_id = %(matter)s
UNION ALL
SELECT 'file', f.code, '', f.kind, '', CAST(f.added_at AS TEXT), NULL, NULL, f.size, 0, {a}, a.code, '', '', '',
       '', f.name, NULL, NULL, NULL, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM matters_file f JOIN members_actor a ON a.id = f.added_by_id CROSS JOIN mine
 WHERE f.matter_id = %(matter)s AND f.removed_at IS NULL
UNION ALL
SELECT 'set-aside', '', '', s.reason, '', CAST(s.first_at AS TEXT), CAST(s.second_at AS TEXT), NULL, 0, 0,
       {f}, f.code, '', {a}, a.code, '', NULL, NULL, NULL, NULL, NULL, NULL, mine.owner, mine.wrapped, mine.master
  FROM relations_setaside s JOIN members_actor f ON f.id = s.first_id
  JOIN members_actor a ON a.id = s.asked_id CROSS JOIN mine
 WHERE s.need_id = %(matter)s AND s.restored_at IS NULL
UNION ALL
SELECT 'judgement', j.code, v.code, j.sort, '', CAST(j.written_at AS TEXT), CAST(j.peer_answered_at AS TEXT), NULL,
       v.number, CASE WHEN j.sort NOT IN ('refusal', 'not-alone') OR EXISTS (
           SELECT 1 FROM conversations_conversation c
             LEFT JOIN conversations_conversation rests ON rests.id = j.conversation_id
            WHERE c.matter_id = j.matter_id AND c.was_person_there AND c.sort <> 'moment'
              AND c.stage IN ('held', 'confirmed') AND (rests.id IS NULL OR c.id = rests.id
                   OR (c.held_on >= rests.held_on AND c.noted_at > rests.noted_at)))
       THEN 0 ELSE 1 END,
       {w}, w.code, '', {p}, p.code, COALESCE(s.code, ''), v.saw, v.did, v.interest, NULL, NULL, NULL, w.code, k.wrapped, k.master
  FROM reflections_judgement j JOIN members_actor w ON w.id = j.writer_id
  JOIN members_actor p ON p.id = j.peer_id JOIN reflections_judgementversion v ON v.judgement_id = j.id
  LEFT JOIN members_personkey k ON k.person_id = j.writer_id
  LEFT JOIN promises_promise s ON s.id = j.staying_id
 WHERE j.matter_id = %(matter)s
   AND v.number = (SELECT max(x.number) FROM reflections_judgementversion x WHERE x.judgement_id = j.id)
UNION ALL
SELECT 'lookback', l.code, '', '', '', CAST(l.given_at AS TEXT), NULL, NULL, 0, 0, {g}, g.code, '', '', '',
       '', l.story, l.felt_known, l.went_well, l.ingredients, NULL, NULL, g.code, k.wrapped, k.master
  FROM reflections_lookback l JOIN members_actor g ON g.id = l.giver_id
  LEFT JOIN members_personkey k ON k.person_id = l.giver_id
 WHERE l.matter_id = %(matter)s AND l.withdrawn_at IS NULL
ORDER BY 6
""".format(**{one: called_in_sql(one) for one in "abfghmprstw"})  # noqa: S608 - our own columns

# Where the words of each kind of row stand: table, and the fields in s1, s2, …; the code of the row.
PLACES = {
    "promise": ("promises_promise", ("text", "outcome"), "code"),
    "conversation": (
        "conversations_conversation",
        ("said", "goes_well", "about", "place", "why_without", "why_not_held"),
        "code",
    ),
    "words": ("relations_addedwords", ("words",), "code"),
    "joined": ("relations_need", ("words", "urgency"), "code"),
    "joined-words": ("relations_addedwords", ("words",), "code"),
    "relation": ("relations_relation", ("goal", "scope"), "code"),
    "remark": ("matters_remark", ("quote", "words", "answer"), "code"),
    "offer": ("relations_needhandover", ("why", "told_how"), "code"),
    "bounce": ("relations_bounce", ("sender", "sent_to"), "code"),
    "file": ("matters_file", ("name",), "code"),
    "may-read": ("matters_permissionasked", ("purpose",), "code"),
    "permitted": ("matters_permission", ("purpose",), "code"),
    "judgement": ("reflections_judgementversion", ("saw", "did", "interest"), "code2"),
    "lookback": (
        "reflections_lookback",
        ("story", "felt_known", "went_well", "ingredients"),
        "code",
    ),
}

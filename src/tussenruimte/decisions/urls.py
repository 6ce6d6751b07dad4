"""Addresses of `decisions`: proposals, their rounds, advice and its answer; members' meetings."""

from django.urls import path

from tussenruimte.decisions.views import (
    advising,
    budgeting,
    demands,
    electing,
    meetings,
    minutes,
    paper,
    proposals,
    rounds,
    voting,
    weighing,
    writing,
)

app_name = "decisions"
HERE = "<slug:coop>/voorstellen/"
ONE = f"{HERE}<slug:code>/"
VOTE = f"{ONE}stemming/<int:number>/"
MEETINGS = "<slug:coop>/ledenvergadering/"
DEMAND = f"{MEETINGS}vraag/<slug:code>/"
MEETING = f"{MEETINGS}<slug:code>/"
ITEM = f"{MEETING}agenda/<int:place>/"
urlpatterns = [
    path(HERE, proposals.proposals, name="proposals"),
    path(f"{HERE}nieuw/", writing.choose, name="choose"),
    path(f"{HERE}nieuw/<slug:kind>/", writing.start, name="start"),
    path(f"{HERE}advies/<slug:code>/", advising.advise, name="advise"),
    path(f"{HERE}antwoord/<slug:code>/", advising.answer, name="answer"),
    path(ONE, proposals.proposal, name="proposal"),
    path(f"{ONE}versies/<int:number>/", proposals.version, name="version"),
    path(f"{ONE}opnieuw-schrijven/", writing.rewrite, name="rewrite"),
    path(f"{ONE}opnieuw-openen/", writing.again, name="again"),
    path(f"{ONE}intrekken/", writing.withdraw, name="withdraw"),
    path(f"{ONE}ik-blijf-erbuiten/", writing.keep_out, name="keep-out"),
    path(f"{ONE}ik-begeleid/", rounds.lead, name="lead"),
    path(f"{ONE}ronde/", rounds.open_next, name="open-next"),
    path(f"{ONE}ronde/stoppen/", rounds.stop, name="stop-round"),
    path(f"{ONE}mening/", rounds.react, name="react"),
    path(f"{ONE}mijn-beurt/", rounds.speak, name="speak"),
    path(f"{ONE}besluit/", rounds.conclude, name="conclude"),
    path(f"{ONE}uitgevoerd/", rounds.carry_out, name="carry-out"),
    path(f"{ONE}terugkijken/", rounds.look_back, name="look-back"),
    path(f"{HERE}idee/<slug:code>/", budgeting.take_off, name="take-off"),
    path(f"{ONE}idee/", budgeting.bring_idea, name="bring-idea"),
    path(f"{ONE}kandidaat/", electing.stand, name="stand"),
    path(f"{ONE}kandidaat/terug/", electing.step_back, name="step-back"),
    path(f"{ONE}stemming/", voting.open_vote, name="open-vote"),
    path(VOTE, voting.vote, name="vote"),
    path(f"{VOTE}stembiljetten.csv", voting.file, name="vote-file"),
    path(f"{VOTE}wat-deed-mijn-stem/", budgeting.what_my_voice_did, name="what-my-voice-did"),
    path(f"{VOTE}codes.txt", voting.receipts, name="vote-receipts"),
    path(f"{VOTE}tellen/", voting.close, name="close-vote"),
    path(f"{VOTE}geven/<slug:who>/", voting.give, name="give-voice"),
    path(f"{VOTE}terugnemen/<slug:who>/", voting.take_back, name="take-voice-back"),
    path(f"{VOTE}stemmen/<slug:who>/", voting.cast, name="cast"),
    path(f"{VOTE}papieren/", paper.papers, name="papers"),
    path(f"{VOTE}papieren/leeg/", paper.blank, name="blank-paper"),
    path(f"{VOTE}papieren/<slug:who>/", paper.read, name="read-paper"),
    path(f"{VOTE}papieren/<slug:who>/terug/", paper.take_back, name="take-paper-back"),
    path(f"{ONE}grip-of-ruimte/", weighing.weighing, name="weighing"),
    path(f"{ONE}grip-of-ruimte/<slug:who>/", weighing.weigh, name="weigh"),
    path(f"{ONE}wie-horen/", advising.name, name="name-adviser"),
    path(MEETINGS, meetings.meetings, name="meetings"),
    path(f"{MEETINGS}vragen/", demands.ask, name="ask-meeting"),
    path(f"{MEETINGS}plannen/", meetings.plan, name="plan-meeting"),
    path(DEMAND, demands.demand, name="demand"),
    path(f"{DEMAND}meevragen/<slug:who>/", demands.join, name="join-demand"),
    path(f"{DEMAND}niet-meer/<slug:who>/", demands.leave, name="leave-demand"),
    path(f"{DEMAND}intrekken/", demands.withdraw, name="withdraw-demand"),
    path(f"{DEMAND}bijeenroepen/", meetings.plan_demanded, name="plan-demanded"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}agenda/", meetings.put_on, name="put-on-agenda"),
    path(f"{ITEM}eraf/", meetings.take_off, name="take-off-agenda"),
    path(f"{ITEM}omhoog/", meetings.move_up, name="move-up"),
    path(f"{MEETING}uitnodigen/", meetings.convene, name="convene"),
    path(f"{MEETING}verzetten/", meetings.move, name="move-meeting"),
    path(f"{MEETING}afzeggen/", meetings.cancel, name="cancel-meeting"),
    path(f"{MEETING}stukken/", minutes.packet, name="packet"),
    path(f"{MEETING}aanwezig/", minutes.hold, name="hold-meeting"),
    path(f"{MEETING}verslag/", minutes.write, name="write-minutes"),
    path(f"{MEETING}verslag/<int:number>/", minutes.version, name="minutes"),
    path(f"{MEETING}vaststellen/<slug:earlier>/", minutes.approve, name="approve-minutes"),
]

"""The closed list of verbs: what a rule may ask of an edit. One verb, one file.

A verb takes a case and its arguments and gives the evidence, or an empty text when it is silent.
"""

from collections.abc import Callable, Mapping

from fairnotice.significance.verbs.age_differs import age_differs
from fairnotice.significance.verbs.article_differs import article_differs
from fairnotice.significance.verbs.change_clause import change_clause
from fairnotice.significance.verbs.choice_flipped import choice_flipped
from fairnotice.significance.verbs.clause_differs import clause_differs
from fairnotice.significance.verbs.consent_dropped import consent_dropped
from fairnotice.significance.verbs.contact_added import contact_added
from fairnotice.significance.verbs.contact_replaced import contact_replaced
from fairnotice.significance.verbs.controller_differs import controller_differs
from fairnotice.significance.verbs.cookie_listed import cookie_listed
from fairnotice.significance.verbs.duration_differs import duration_differs
from fairnotice.significance.verbs.duration_longer import duration_longer
from fairnotice.significance.verbs.duration_shorter import duration_shorter
from fairnotice.significance.verbs.duration_vaguer import duration_vaguer
from fairnotice.significance.verbs.explains import explains
from fairnotice.significance.verbs.facts_differ import facts_differ
from fairnotice.significance.verbs.false_friend import false_friend
from fairnotice.significance.verbs.given_on import given_on
from fairnotice.significance.verbs.heading_reworded import heading_reworded
from fairnotice.significance.verbs.label_differs import label_differs
from fairnotice.significance.verbs.law_cited import law_cited
from fairnotice.significance.verbs.links_differ import links_differ
from fairnotice.significance.verbs.list_narrowed import list_narrowed
from fairnotice.significance.verbs.log_line import log_line
from fairnotice.significance.verbs.marks_differ import marks_differ
from fairnotice.significance.verbs.modality_differs import modality_differs
from fairnotice.significance.verbs.name_added import name_added
from fairnotice.significance.verbs.name_replaced import name_replaced
from fairnotice.significance.verbs.navigation import navigation
from fairnotice.significance.verbs.notion_explained import notion_explained
from fairnotice.significance.verbs.office_moved import office_moved
from fairnotice.significance.verbs.only_points import only_points
from fairnotice.significance.verbs.only_tone import only_tone
from fairnotice.significance.verbs.only_wording import only_wording
from fairnotice.significance.verbs.place_gained import place_gained
from fairnotice.significance.verbs.polarity_differs import polarity_differs
from fairnotice.significance.verbs.practice_added import practice_added
from fairnotice.significance.verbs.practice_removed import practice_removed
from fairnotice.significance.verbs.promise_narrowed import promise_narrowed
from fairnotice.significance.verbs.purpose_phrase import purpose_phrase
from fairnotice.significance.verbs.regulator_details import regulator_details
from fairnotice.significance.verbs.reordered import reordered
from fairnotice.significance.verbs.right_words import right_words
from fairnotice.significance.verbs.route_replaced import route_replaced
from fairnotice.significance.verbs.said_otherwise import said_otherwise
from fairnotice.significance.verbs.same_quantity import same_quantity
from fairnotice.significance.verbs.same_words import same_words
from fairnotice.significance.verbs.scope_widened import scope_widened
from fairnotice.significance.verbs.scope_word_differs import scope_word_differs
from fairnotice.significance.verbs.stands_elsewhere import stands_elsewhere
from fairnotice.significance.verbs.start_moved import start_moved
from fairnotice.significance.verbs.stated_elsewhere import stated_elsewhere
from fairnotice.significance.verbs.terms_gained import terms_gained
from fairnotice.significance.verbs.terms_lost import terms_lost
from fairnotice.significance.verbs.told_elsewhere import told_elsewhere
from fairnotice.significance.verbs.under_other_heading import under_other_heading
from fairnotice.significance.verbs.unexplained import unexplained
from fairnotice.significance.verbs.words_gained import words_gained
from fairnotice.significance.verbs.words_lost import words_lost

VERBS: Mapping[str, Callable[..., str]] = {
    "age_differs": age_differs,
    "article_differs": article_differs,
    "change_clause": change_clause,
    "choice_flipped": choice_flipped,
    "clause_differs": clause_differs,
    "consent_dropped": consent_dropped,
    "contact_added": contact_added,
    "contact_replaced": contact_replaced,
    "controller_differs": controller_differs,
    "cookie_listed": cookie_listed,
    "duration_differs": duration_differs,
    "duration_longer": duration_longer,
    "duration_shorter": duration_shorter,
    "duration_vaguer": duration_vaguer,
    "explains": explains,
    "facts_differ": facts_differ,
    "false_friend": false_friend,
    "given_on": given_on,
    "heading_reworded": heading_reworded,
    "label_differs": label_differs,
    "law_cited": law_cited,
    "links_differ": links_differ,
    "list_narrowed": list_narrowed,
    "log_line": log_line,
    "marks_differ": marks_differ,
    "modality_differs": modality_differs,
    "name_added": name_added,
    "name_replaced": name_replaced,
    "navigation": navigation,
    "notion_explained": notion_explained,
    "office_moved": office_moved,
    "only_points": only_points,
    "only_tone": only_tone,
    "only_wording": only_wording,
    "place_gained": place_gained,
    "polarity_differs": polarity_differs,
    "practice_added": practice_added,
    "practice_removed": practice_removed,
    "promise_narrowed": promise_narrowed,
    "purpose_phrase": purpose_phrase,
    "regulator_details": regulator_details,
    "reordered": reordered,
    "right_words": right_words,
    "route_replaced": route_replaced,
    "said_otherwise": said_otherwise,
    "same_quantity": same_quantity,
    "same_words": same_words,
    "scope_widened": scope_widened,
    "scope_word_differs": scope_word_differs,
    "stands_elsewhere": stands_elsewhere,
    "start_moved": start_moved,
    "stated_elsewhere": stated_elsewhere,
    "terms_gained": terms_gained,
    "terms_lost": terms_lost,
    "told_elsewhere": told_elsewhere,
    "under_other_heading": under_other_heading,
    "unexplained": unexplained,
    "words_gained": words_gained,
    "words_lost": words_lost,
}

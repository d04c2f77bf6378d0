from __future__ import annotations

from django.urls import path

from search.completion.views import complete
from search.demand.views import ask, opened
from search.feeds import Answers
from search.opensearch import described, suggestions
from search.questions.views import answer, question
from search.views import advanced, results

app_name = "search"

urlpatterns = [
    path("", results, name="results"),
    path("complete", complete, name="complete"),
    path("advanced", advanced, name="advanced"),
    path("feed", Answers(), name="feed"),
    path("opensearch.xml", described, name="opensearch"),
    path("suggestions", suggestions, name="suggestions"),
    path("opened/", opened, name="opened"),
    path("ask/", ask, name="ask"),
    path("question/", question, name="question"),
    path("question/<str:code>/", answer, name="answer"),
]

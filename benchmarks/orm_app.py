"""The survey as people would write it: Flask, SQLAlchemy models, a row for every answer.

A page is rendered for each reader from the questions in the database; a sheet becomes one response
and as many answers. It promises nothing of what the program promises but that a commit lasts.
"""

from flask import Flask, redirect, render_template_string, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Engine, ForeignKey, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    relationship,
    selectinload,
)

from survey_app.core.questionnaire import Questionnaire

_PAGE = """<!doctype html>
<html lang="th"><head><meta charset="utf-8"><title>{{ survey.title }}</title></head><body>
<h1>{{ survey.title }}</h1>
<form method="post" action="{{ url_for('send', survey_id=survey.id) }}">
{% for question in survey.questions %}
<fieldset><legend>{{ loop.index }}. {{ question.text }}</legend>
{% for option in question.options %}
<input type="radio" id="o{{ option.id }}" name="{{ question.code }}" value="{{ option.value }}" required>
<label for="o{{ option.id }}">{{ option.label }}</label>
{% endfor %}
</fieldset>
{% endfor %}
<textarea name="suggestion"></textarea>
<button>ส่งคำตอบ</button>
</form></body></html>"""


class Model(DeclarativeBase):
    """The base of all models."""


class Survey(Model):
    """A questionnaire."""

    __tablename__ = "survey"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    questions: Mapped[list["Question"]] = relationship(order_by="Question.id")


class Question(Model):
    """One row of the form."""

    __tablename__ = "question"
    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    code: Mapped[str]
    text: Mapped[str]
    options: Mapped[list["Option"]] = relationship(order_by="Option.id")


class Option(Model):
    """What may be chosen."""

    __tablename__ = "option"
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    value: Mapped[str]
    label: Mapped[str]


class Response(Model):
    """One person's sheet."""

    __tablename__ = "response"
    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    suggestion: Mapped[str]
    answers: Mapped[list["Answer"]] = relationship()


class Answer(Model):
    """One answer of one person."""

    __tablename__ = "answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    option_id: Mapped[int] = mapped_column(ForeignKey("option.id"))


def make_orm_app(engine: Engine) -> Flask:
    """The application over a database that `fill` prepared."""
    app = Flask("orm")

    @app.get("/<int:survey_id>")
    def show(survey_id: int) -> str:
        with Session(engine) as session:
            return render_template_string(_PAGE, survey=_read(session, survey_id))

    @app.post("/<int:survey_id>")
    def send(survey_id: int) -> ResponseReturnValue:
        with Session(engine.execution_options(writes=True)) as session:
            survey = _read(session, survey_id)
            answers = [_answer(question) for question in survey.questions]
            suggestion = request.form.get("suggestion", "")
            session.add(Response(survey_id=survey_id, suggestion=suggestion, answers=answers))
            session.commit()
        return redirect("/thanks", 303)

    return app


def _read(session: Session, survey_id: int) -> Survey:
    everything = selectinload(Survey.questions).selectinload(Question.options)
    return session.scalars(select(Survey).where(Survey.id == survey_id).options(everything)).one()


def _answer(question: Question) -> Answer:
    value = request.form[question.code]
    chosen = next(option for option in question.options if option.value == value)
    return Answer(question_id=question.id, option_id=chosen.id)


def fill(engine: Engine, form: Questionnaire) -> None:
    """Make the tables and put the questionnaire in as survey 1."""
    Model.metadata.create_all(engine)
    texts = {
        row.code: (q.text, row)
        for part in form.indicators
        for q in part.questions
        for row in q.rows
    }
    with Session(engine.execution_options(writes=True)) as session:
        survey = Survey(id=1, title=form.start.heading.th)
        for code, (text, row) in texts.items():
            words = (row.text or text).th
            options = [
                Option(value=str(place), label=option.label.th)
                for place, option in enumerate(row.options, 1)
            ]
            survey.questions.append(Question(code=code, text=words, options=options))
        for asked in form.profile:
            options = [
                Option(value=str(place), label=option.label.th)
                for place, option in enumerate(asked.options, 1)
            ]
            survey.questions.append(Question(code=asked.code, text=asked.text.th, options=options))
        session.add(survey)
        session.commit()

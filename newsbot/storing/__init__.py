"""The one database: schema, claims, queries. SQL lives only here.

Functions take an open connection, so that a caller decides what belongs into one transaction:

    with database.writing() as connection:
        articles.keep(connection, ...)
        attempts.record(connection, ...)
"""

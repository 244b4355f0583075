"""Crawls a server that misbehaves on purpose, and says what newsbot did about it: ``python -m tests.faults FOLDER``.

FOLDER holds what is crawled and who judges it; nothing of it is known here but how it is spoken to:

- ``faultserver.py --ready-file FILE --lifetime SECONDS`` serves on loopback and writes FILE, a JSON object, when ready:
  ``base``, ``canary`` and ``other`` are the origins of the misbehaving site, of an internal service that nobody must
  reach and of another site; ``tls_ca`` is the certificate to trust, or null. Below ``base``: ``/scenarios.json``,
  ``/__reset``, ``/__hits`` and ``/__quit``.
- ``judge.py`` has ``judge(row)``, which gives the reasons why a `tests.faults.row.Row` is a violation.
- ``site/``, optional, is put on PYTHONPATH with GUARD_LOG and GUARD_DNS set: what it logs about connections of a
  crawl, one JSON object with ``pid`` and ``event`` a line, becomes part of its row.
"""

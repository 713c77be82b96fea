"""What a build finds in dependencies and source: known vulnerabilities, secrets; and the list of what was built from.

One module for each scanner: it runs its tool and, apart from that, makes findings of the tool's report. `verdict.py`
says which of them stop the build.
"""

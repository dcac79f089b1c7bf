"""One verb a use case: each opens one transaction or one snapshot, and records what officers did.

Every act names its `Actor`; what an actor's agency does not own is answered with NotFound.
"""

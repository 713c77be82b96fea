"""What managers of a key may do."""

from policy.mutation.change_statement import also, elements
from policy.mutation.mutant import Mutant
from policy.mutation.mutants.kms._keys import ARTIFACTS, FOREIGN, LOGS, OPERATIONS

MUTANTS = (
    Mutant("artifact key: kms:* for the account", elements(*ARTIFACTS, "ManageButNotUse", Action="kms:*")),
    Mutant("alert and log key: kms:* for the account", elements(*LOGS, "ManageButNotUse", Action="kms:*")),
    Mutant("artifact key: managers may decrypt", also(*ARTIFACTS, "ManageButNotUse", "kms:Decrypt")),
    Mutant("operations key: managers may encrypt", also(*OPERATIONS, "ManageButNotUse", "kms:Encrypt")),
    Mutant("alert and log key: managers may generate data keys", also(*LOGS, "ManageButNotUse", "kms:GenerateDataKey")),
    Mutant("artifact key: managers may grant", also(*ARTIFACTS, "ManageButNotUse", "kms:CreateGrant")),
    Mutant("artifact key: managers may re-encrypt", also(*ARTIFACTS, "ManageButNotUse", "kms:ReEncryptFrom")),
    Mutant("artifact key: writers may change its policy", also(*ARTIFACTS, "WritersEncrypt", "kms:PutKeyPolicy")),
    Mutant("artifact key: managed by a foreign account", elements(*ARTIFACTS, "ManageButNotUse", Principal=FOREIGN)),
    Mutant("artifact key: managed by everyone", elements(*ARTIFACTS, "ManageButNotUse", Principal="*")),
)

"""What a secret looks like wherever it stands: the shapes that those who issue them gave them."""

SHAPES = {
    "AWS access key": r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    "AWS secret access key": r"(?i:secret_?access_?key)[\"']?\s*[=:]\s*[\"']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])",
    "Azure storage key": r"\bAccountKey=[A-Za-z0-9/+]{86}==",
    "Bitbucket token": r"\bATBB\w{20}",
    "GitHub token": r"\b(?:gh[oprsu]_\w{36}|github_pat_\w{22})",
    "GitLab token": r"\bglpat-[\w-]{20}",
    "Google API key": r"\bAIza[\w-]{35}",
    "JSON web token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.",
    "npm token": r"\bnpm_[A-Za-z0-9]{36}",
    "password in a URL": r"://[^/\s:@${<]+:[^/\s@${<]+@",
    "private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "PyPI token": r"\bpypi-AgEIcHlwaS5vcmc[\w-]{50}",
    "SendGrid key": r"\bSG\.[\w-]{22}\.[\w-]{43}",
    "Slack token": r"\bxox[abeoprs]-[\w-]{10}",
    "Slack webhook": r"https://hooks\.slack\.com/services/T\w+/B\w+/\w+",
    "Stripe key": r"\b[rs]k_live_[A-Za-z0-9]{24}",
}

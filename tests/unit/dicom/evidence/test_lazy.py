"""highdicom costs a second and 130 MB: nobody pays for it who makes no objects."""

import subprocess
import sys

LOOK = "import sys, teleread.worker, teleread.web.app, teleread.gateway; print('highdicom' in sys.modules)"


def test_no_process_imports_highdicom_before_it_makes_an_object():
    said = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True, timeout=120)
    assert said.stdout.strip() == "False"

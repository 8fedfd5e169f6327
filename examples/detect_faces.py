"""Print the URL of every face in a picture: python examples/detect_faces.py https://example.com/people.jpg"""

import sys

from img_open import ImgOpen

with ImgOpen() as client:  # IMG_OPEN_ACCESS_KEY_ID, IMG_OPEN_ACCESS_KEY_SECRET, IMG_OPEN_BASE_URL
    task = client.tools.detect_faces(image_url=sys.argv[1])
    for url in task.wait(timeout=60).face_urls:
        print(url)

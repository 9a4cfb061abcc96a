"""How notebooks are executed, by the tools and by the tests (nbval apart, which has its own way)."""

from nbclient import NotebookClient


def client_for(nb, folder, **options):
    """A client that is ready to execute a notebook, with `folder` as its working directory.

    nb: the notebook. folder: path of a folder. options: NotebookClient's own, such as timeout in seconds.
    """
    client = NotebookClient(nb, kernel_name="python3", resources={"metadata": {"path": str(folder)}}, **options)
    client.comm_open_handlers.clear()  # answering a slider's messages can make nbclient miss the end of its cell
    return client
